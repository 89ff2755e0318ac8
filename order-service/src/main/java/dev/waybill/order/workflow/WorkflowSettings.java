package dev.waybill.order.workflow;

import dev.waybill.order.domain.OrderTimes;
import java.time.Duration;

/**
 * The limits for the work on orders. All are settings, so that tests can shorten them.
 *
 * @param minimumHold how long a hold that is found again must still last for the order to go
 *     forward
 * @param maxOrdersInFlight the most callers that wait for their order at a time; the same limit
 *     applies separately to callers that wait for a cancellation
 */
public record WorkflowSettings(
    OrderTimes times,
    Duration minimumHold,
    int maxOrdersInFlight,
    Background recovery,
    Background fulfilment) {

  /**
   * The limits for background work.
   *
   * @param interval how often the store is queried for due orders
   * @param concurrency the most orders worked on at a time
   */
  public record Background(Duration interval, int concurrency) {}
}
