package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.Orders;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certificates and tokens must not stand in the way of recovery. These are some points of the
 * matrix, where an order is in the hands of two services; system-tests/faults/check --secured kills
 * at all of them.
 */
@StartsFirst
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecuredCrashTest {
  private CrashCluster cluster;
  private CrashTrial trial;
  private Map<String, Scenario> scenarios = Map.of();

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = CrashCluster.start(folder, CrashCluster.plan(1).secured());
    trial = new CrashTrial(folder, cluster);
    scenarios = trial.rehearse(Scenarios.ofOneOrder().subList(0, 3));
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @Test
  void admitsServicesOnlyToWhatTheContractAllowsThem() {
    ManagedChannel channel = cluster.cluster().channelBetween(Services.INVENTORY, Services.ORDER);
    try {
      assertThatThrownBy(() -> Orders.place(channel, Orders.anyOrder()))
          .hasMessageStartingWith("PERMISSION_DENIED");
    } finally {
      channel.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "order, OrderStore.beginNew(), DONE",
    "order, Payments.authorize(), AFTER",
    "order, Inventory.release(), BEFORE",
    "inventory, InventoryStore.apply(Commit), DONE",
    "payment, PaymentStore.apply(RecordCapture), BEFORE"
  })
  void losesNothingWhenAProcessDies(String service, String call, Moment moment) {
    ServiceDefinition<?, ?> victim = Services.named(service);
    FaultPoint point = new FaultPoint(call, moment);
    Scenario scenario =
        Objects.requireNonNull(scenarios.get(point.toString()), "no scenario comes past " + point);

    var _ = trial.die(victim, point, scenario);
  }
}
