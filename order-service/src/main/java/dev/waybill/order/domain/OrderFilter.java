package dev.waybill.order.domain;

import java.util.Set;

/**
 * Which orders to list.
 *
 * @param customerId empty for all customers
 * @param states empty for all
 */
public record OrderFilter(String customerId, Set<VisibleState> states) {

  public OrderFilter {
    states = Set.copyOf(states);
  }
}
