package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Orders;
import io.grpc.ClientInterceptors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaces all instances, one at a time, as for a new version, while orders are placed. */
final class RollingRestart {
  private static final int PER_SECOND = 20;

  /** The contract's limit for PlaceOrder, the longest of all calls made here. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  /**
   * Equals eight seconds. A channel may take three to notice that an address serves again, and the
   * other instance must not be stopped before that, even on a slow machine.
   */
  private static final int ORDERS_BETWEEN_RESTARTS = 8 * PER_SECOND;

  @Test
  void losesNoCall(@TempDir Path folder) {
    CallLog calls = new CallLog(TIME_LIMIT);
    try (Trial trial = Trial.start(folder, Trial.plan(2))) {
      try (Traffic warmUp = trial.orders(PER_SECOND)) {
        warmUp.awaitMore(ORDERS_BETWEEN_RESTARTS);
      }
      OrderClient client =
          new OrderClient(
              ClientInterceptors.intercept(trial.cluster().channel(Services.ORDER), calls),
              trial.journal());
      try (Traffic traffic = Traffic.start(PER_SECOND, () -> client.place(Orders.anyOrder()))) {
        Faults faults = new Faults(trial.cluster());
        trial
            .cluster()
            .allInstances()
            .forEach(
                instance -> {
                  instance.stop();
                  faults.start(instance);
                  traffic.awaitMore(ORDERS_BETWEEN_RESTARTS);
                });
      }

      System.out.printf(
          Locale.ROOT,
          "rolling restart: %d calls, slowest %d ms of %d%n",
          calls.ended(),
          calls.slowestMillis(),
          TIME_LIMIT.toMillis());
      assertThat(calls.failed()).as("failed calls").isEmpty();
      assertThat(calls.late()).as("calls that ended after their deadline").isEmpty();
      trial.verify("rolling restart of six instances");
    }
  }
}
