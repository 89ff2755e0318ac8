package dev.waybill.order.workflow;

import dev.waybill.order.domain.OrderTimes;
import java.time.Duration;

/**
 * The bounds of the work on orders. All are settings, so that tests can shorten them.
 *
 * @param minimumHold what a hold that is found again must still last for the order to go forward
 * @param maxOrdersInFlight the most callers that wait for their order at a time; as many again may
 *     wait for a cancellation
 */
public record WorkflowSettings(
    OrderTimes times,
    Duration minimumHold,
    int maxOrdersInFlight,
    Background recovery,
    Background fulfilment) {

  /**
   * The bounds of work that nobody waits for.
   *
   * @param interval how often the store is asked for orders that are due
   * @param concurrency the most orders worked on at a time
   */
  public record Background(Duration interval, int concurrency) {}
}
