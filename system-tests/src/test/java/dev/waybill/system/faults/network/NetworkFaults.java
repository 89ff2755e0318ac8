package dev.waybill.system.faults.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.Orders;
import dev.waybill.system.faults.Traffic;
import dev.waybill.system.faults.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network fails between order-service and everything it needs. */
@TestInstance(Lifecycle.PER_CLASS)
final class NetworkFaults {
  private static final int PER_SECOND = 20;
  private static final int A_FEW = 20;

  /** A channel notices that its connection is dead 40 s after the last byte. */
  private static final Duration SILENCE_IS_NOTICED = Duration.ofMinutes(2);

  private static final Duration OUTAGE = Duration.ofSeconds(30);

  /**
   * The retries that two channels may make before each has noticed that they are useless: ten each,
   * and some more for the successes before.
   */
  private static final int RETRY_BUDGET = 60;

  private final Link inventory = Link.to(List::of);
  private final Link payment = Link.to(List::of);
  private final AtomicReference<Path> folder = new AtomicReference<>();
  private final Link database = Link.to(() -> List.of("127.0.0.1:" + port(folder.get())));
  private Trial trial;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder.set(temporary);
    trial =
        Trial.start(
            temporary,
            Trial.plan(
                    2,
                    Trial.quicklyAnd(
                        "--inventory-target", inventory.address(),
                        "--payment-target", payment.address(),
                        "--database-url", "jdbc:postgresql://" + database.address() + "/orders"))
                .runBy(Services.ORDER, RedirectedOrderMain.class));
    inventory.lead(addresses(Services.INVENTORY));
    payment.lead(addresses(Services.PAYMENT));
    awaitConfirmed();
  }

  @AfterAll
  void stop() {
    try (inventory;
        payment;
        database) {
      trial.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"DELAY", "SINGLE_BYTES", "RESET", "LOST_ANSWERS"})
  void bytesAreLateOrCutOrLost(Trouble trouble) {
    try (Traffic traffic = trial.orders(PER_SECOND)) {
      for (Link link : List.of(inventory, payment, database)) {
        traffic.awaitMore(A_FEW);
        link.suffer(trouble);
        traffic.awaitMore(3 * A_FEW);
        // A link that lost answers would keep losing them until a side notices; here the reset does
        // it.
        link.suffer(Trouble.RESET);
        link.suffer(Trouble.NONE);
      }
      traffic.awaitMore(A_FEW);
    }
    awaitConfirmed();
    trial.verify("network with " + trouble + " to inventory, payment and PostgreSQL");
  }

  @Test
  void aHalfOpenConnectionIsNoticedAndReplaced() {
    try (Traffic traffic = trial.orders(PER_SECOND)) {
      traffic.awaitMore(A_FEW);
      List.of(inventory, payment, database).forEach(link -> link.suffer(Trouble.SILENCE));
      traffic.awaitMore(3 * A_FEW);
      // The old connections stay dead; new ones work.
      List.of(inventory, payment, database).forEach(link -> link.suffer(Trouble.NONE));
    }
    awaitConfirmed();
    trial.verify("half-open connections to inventory, payment and PostgreSQL");
  }

  @Test
  void paymentIsUnavailableForLong() {
    try (RefusingPayments refusing = new RefusingPayments()) {
      int orders;
      try (Traffic traffic = trial.orders(PER_SECOND / 2)) {
        traffic.awaitMore(A_FEW);
        int before = trial.journal().told().size();
        payment.lead(List.of(refusing.address()));
        traffic.awaitMore(Math.toIntExact(OUTAGE.toSeconds()) * PER_SECOND / 2);
        orders = trial.journal().told().size() - before;
        payment.lead(addresses(Services.PAYMENT));
        traffic.awaitMore(A_FEW);
      }
      System.out.printf(
          Locale.ROOT,
          "fault: payment unavailable with %d orders: %d attempts to authorize, %d retries%n",
          orders,
          refusing.authorizations(),
          refusing.retries());
      assertThat(refusing.authorizations()).as("attempts to authorize").isPositive();
      assertThat(refusing.retries()).as("retries").isLessThanOrEqualTo(RETRY_BUDGET);
    }
    awaitConfirmed();
    trial.verify("payment unavailable for " + OUTAGE.toSeconds() + " s");
  }

  private void awaitConfirmed() {
    Awaitility.await("an order is confirmed again")
        .atMost(SILENCE_IS_NOTICED)
        .until(
            () ->
                trial
                    .client()
                    .place(Orders.anyOrder())
                    .filter(order -> order.getState() == OrderState.ORDER_STATE_CONFIRMED)
                    .isPresent());
  }

  private List<String> addresses(ServiceDefinition<?, ?> service) {
    Cluster cluster = trial.cluster();
    return cluster.instances(service).stream().map(Instance::target).toList();
  }

  /** The port of the cluster's PostgreSQL, which is in the fourth line of its lock file. */
  private static String port(Path folder) {
    try {
      return Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).get(3).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
