package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.local.testing.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When orders are sent, and from when their latency is measured. */
final class PaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeOrders service = new FakeOrders();
  private final OrderMix mix = new OrderMix(List.of("SKU-000"), 0);
  private LoopbackServer server;
  private OrderCalls calls;

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.start(service);
    calls =
        OrderCalls.open(
            server.target(), ChannelSecurity.PLAINTEXT, 1, null, null, AnswerJournal.open(null));
  }

  @AfterEach
  void stop() {
    calls.close();
    server.close();
  }

  @Test
  void latencyCountsFromTheIntendedStartWhenOrdersHadToWaitToBeSent() {
    service.delay = Duration.ofMillis(100);

    // With one in flight, only ten of this second's forty orders can be sent in time.
    LoadResult result = run(new OpenLoop(calls, mix, 40, Arrivals.EVEN, 1));

    assertThat(result.schedule().offered()).isEqualTo(40);
    assertThat(result.latencyMillis().p50()).isGreaterThan(700);
    assertThat(result.schedule().late()).isGreaterThan(30);
    assertThat(result.verdict()).isEqualTo(Verdict.BEHIND);
  }

  @Test
  void aFixedRateContinuesWhileTheServiceIsSlow() {
    service.delay = Duration.ofMillis(300);

    LoadResult result = run(new OpenLoop(calls, mix, 50, Arrivals.EVEN));

    assertThat(result.answered()).isEqualTo(50);
    assertThat(service.mostInFlight).hasValueGreaterThan(9);
    assertThat(result.latencyMillis().p50()).isBetween(300.0, 5000.0);
  }

  @Test
  void aClosedLoopKeepsItsNumberInFlight() {
    service.delay = Duration.ofMillis(50);

    LoadResult result = run(new ClosedLoop(calls, mix, 4), Duration.ofSeconds(3));

    assertThat(service.mostInFlight).hasValue(4);
    assertThat(result.answered()).isBetween(4L, 240L).isEqualTo(result.schedule().sent());
    assertThat(result.schedule().late()).isZero();
  }

  @Test
  void onlyAnswersWithinThePhaseCountForItsThroughput() {
    service.delay = Duration.ofMillis(1200);

    LoadResult result = run(new OpenLoop(calls, mix, 50, Arrivals.EVEN));

    assertThat(result.answered()).isEqualTo(50);
    assertThat(result.perSecond()).isZero();
  }

  private LoadResult run(Pace pace) {
    return run(pace, SECOND);
  }

  private LoadResult run(Pace pace, Duration phase) {
    Tally tally = new Tally(phase);
    pace.run(tally);
    calls.awaitAll();
    return tally.result();
  }
}
