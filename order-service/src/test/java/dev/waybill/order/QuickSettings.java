package dev.waybill.order;

import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.workflow.WorkflowSettings;
import java.time.Duration;

/** Settings with times short enough for tests to wait for. */
public record QuickSettings(
    Duration workflowLimit,
    Duration decisionLimit,
    Duration fulfilmentDelay,
    int maxOrdersInFlight) {

  /** Orders are confirmed, and stay confirmed. */
  public static QuickSettings withoutFulfilment() {
    return new QuickSettings(
        Duration.ofSeconds(8), Duration.ofSeconds(20), Duration.ofHours(1), 1000);
  }

  public static QuickSettings withFulfilment() {
    return new QuickSettings(Duration.ofSeconds(8), Duration.ofSeconds(20), Duration.ZERO, 1000);
  }

  public QuickSettings workflowLimit(Duration limit) {
    return new QuickSettings(limit, decisionLimit, fulfilmentDelay, maxOrdersInFlight);
  }

  public QuickSettings decisionLimit(Duration limit) {
    return new QuickSettings(workflowLimit, limit, fulfilmentDelay, maxOrdersInFlight);
  }

  public QuickSettings maxOrdersInFlight(int limit) {
    return new QuickSettings(workflowLimit, decisionLimit, fulfilmentDelay, limit);
  }

  public WorkflowSettings settings() {
    return new WorkflowSettings(
        new OrderTimes(
            workflowLimit.plusMillis(300), workflowLimit, decisionLimit, fulfilmentDelay),
        Duration.ofMinutes(1),
        maxOrdersInFlight,
        new WorkflowSettings.Background(Duration.ofMillis(50), 8),
        new WorkflowSettings.Background(Duration.ofMillis(20), 8));
  }
}
