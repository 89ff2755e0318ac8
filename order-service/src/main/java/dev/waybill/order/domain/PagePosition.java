package dev.waybill.order.domain;

import java.time.Instant;

/** The last order of a page, as the list is sorted. */
public record PagePosition(Instant createTime, OrderId orderId) {

  public static PagePosition of(Order order) {
    return new PagePosition(order.createTime(), order.id());
  }
}
