package dev.waybill.order;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.Durations;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.config.StartupException;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.workflow.WorkflowSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The limits for the work on orders; a picocli mixin. */
final class WorkflowOptions {
  /** The most orders recovered at a time, and the most fulfilled. */
  private static final int CONCURRENCY = 128;

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The time after which another process may take over an order.")
  private Duration lease = Duration.ofSeconds(10);

  @Option(
      names = "--workflow-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The longest one run of work on an order may take; less than --lease.")
  private Duration workflowLimit = Duration.ofSeconds(8);

  @Option(
      names = "--decision-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The age at which an order is rejected if a participant is still silent.")
  private Duration decisionLimit = Duration.ofSeconds(20);

  @Option(
      names = "--fulfilment-delay",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long a confirmed order can be cancelled before its fulfilment begins.")
  private Duration fulfilmentDelay = Duration.ofSeconds(2);

  @Option(
      names = "--minimum-hold",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long a hold must still last for recovery to continue the order.")
  private Duration minimumHold = Duration.ofMinutes(1);

  @Option(
      names = "--max-orders-in-flight",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "The most orders that callers wait for at a time; more are refused.")
  private int maxOrdersInFlight = 1024;

  @Option(
      names = "--recovery-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often to look for abandoned orders.")
  private Duration recoveryInterval = Duration.ofSeconds(1);

  @Option(
      names = "--fulfilment-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How often to look for confirmed orders; four times as often while some are due.")
  private Duration fulfilmentInterval = Duration.ofMillis(200);

  WorkflowSettings settings() {
    return new WorkflowSettings(
        times(),
        minimumHold,
        maxOrdersInFlight,
        new WorkflowSettings.Background(recoveryInterval, CONCURRENCY),
        new WorkflowSettings.Background(fulfilmentInterval, CONCURRENCY));
  }

  private OrderTimes times() {
    try {
      return new OrderTimes(lease, workflowLimit, decisionLimit, fulfilmentDelay);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "--lease %s: expected more than --workflow-limit %s"
              .formatted(Durations.format(lease), Durations.format(workflowLimit)),
          e);
    }
  }
}
