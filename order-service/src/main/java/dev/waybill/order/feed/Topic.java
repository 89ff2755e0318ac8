package dev.waybill.order.feed;

import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderId;
import java.util.List;

/** A set of events that a subscriber can watch. */
public sealed interface Topic {

  /** The events of one order. */
  record OfOrder(OrderId orderId) implements Topic {}

  /** The events of one customer's orders. */
  record OfCustomer(String customerId) implements Topic {}

  /** The topics that an event belongs to. */
  static List<Topic> of(RecordedEvent event) {
    return List.of(
        new OfOrder(event.event().orderId()), new OfCustomer(event.event().customerId()));
  }
}
