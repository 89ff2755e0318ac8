package dev.waybill.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.local.testing.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run of load ends, whatever happens to its progress. */
final class LoadRunTest {
  @Test
  @Timeout(60)
  void endsWhenTheProgressSwallowsTheInterrupt() throws IOException {
    try (LoopbackServer server = LoopbackServer.start(new FakeOrders());
        OrderCalls calls =
            OrderCalls.open(
                server.target(),
                ChannelSecurity.PLAINTEXT,
                1,
                null,
                null,
                AnswerJournal.open(null))) {
      LoadPlan plan =
          new LoadPlan(
              50,
              Arrivals.EVEN,
              Optional.empty(),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ZERO);

      Optional<LoadResult> result =
          new LoadRun(calls, new OrderMix(List.of("SKU-000"), 0), plan, new Swallowing()).once();

      assertThat(result).map(LoadResult::answered).contains(50L);
    }
  }

  /** Waits until it is interrupted, and forgets the interrupt. */
  private static final class Swallowing implements LoadProgress {
    @Override
    public void progress(String phase, LoadResult soFar, Latency lately) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        // The run must end all the same.
      }
    }

    @Override
    public void step(double rate, LoadResult result) {}
  }
}
