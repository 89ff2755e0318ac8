package dev.waybill.order.domain;

import java.time.Instant;

/** The position of a page's last order in the sorted list. */
public record PagePosition(Instant createTime, OrderId orderId) {

  public static PagePosition of(Order order) {
    return new PagePosition(order.createTime(), order.id());
  }
}
