package dev.waybill.order;

import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.workflow.WorkflowSettings;
import java.time.Duration;

/** Settings whose times are short enough to wait for. */
record QuickSettings(Duration decisionLimit, Duration fulfilmentDelay, int maxOrdersInFlight) {

  /** Orders are confirmed, and stay so. */
  static QuickSettings withoutFulfilment() {
    return new QuickSettings(Duration.ofSeconds(20), Duration.ofHours(1), 1000);
  }

  static QuickSettings withFulfilment() {
    return new QuickSettings(Duration.ofSeconds(20), Duration.ZERO, 1000);
  }

  QuickSettings decisionLimit(Duration limit) {
    return new QuickSettings(limit, fulfilmentDelay, maxOrdersInFlight);
  }

  QuickSettings maxOrdersInFlight(int limit) {
    return new QuickSettings(decisionLimit, fulfilmentDelay, limit);
  }

  WorkflowSettings settings() {
    OrderTimes times =
        new OrderTimes(
            Duration.ofMillis(1500), Duration.ofMillis(1200), decisionLimit, fulfilmentDelay);
    return new WorkflowSettings(
        times,
        Duration.ofMinutes(1),
        maxOrdersInFlight,
        new WorkflowSettings.Background(Duration.ofMillis(50), 8),
        new WorkflowSettings.Background(Duration.ofMillis(20), 8));
  }
}
