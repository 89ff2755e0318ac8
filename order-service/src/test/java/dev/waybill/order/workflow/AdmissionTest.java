package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OverloadedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Admission with room for only one caller. */
final class AdmissionTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Admission admission = new Admission(1, "orders");
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final AtomicInteger working = new AtomicInteger();

  @AutoClose private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Also runs after a failure; otherwise closing the threads would never end. */
  @AfterEach
  void openTheGate() {
    gate.complete("done");
  }

  @Test
  void refusesAtOnceOrAfterTheWaitWhenFull() throws Exception {
    var first = meanwhile();
    await().until(() -> working.get() == 1);

    assertThatThrownBy(() -> admission.admit(() -> "in"))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("1 orders are in flight, the most that --max-orders-in-flight allows");
    assertThatThrownBy(() -> admission.admitWithin(Duration.ofMillis(20), () -> "in"))
        .isInstanceOf(OverloadedException.class);
    gate.complete("done");
    assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void admitsWaitingCallersOneByOne() throws Exception {
    var first = meanwhile();
    var second = meanwhile();
    await().until(() -> working.get() == 1);

    gate.complete("done");

    assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(admission.admit(() -> "in")).isEqualTo("in");
  }

  private CompletableFuture<String> meanwhile() {
    return CompletableFuture.supplyAsync(
        () ->
            admission.admitWithin(
                LONG,
                () -> {
                  working.incrementAndGet();
                  return gate.join();
                }),
        threads);
  }
}
