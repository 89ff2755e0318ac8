package dev.waybill.cli.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.cli.order.FakeOrderFeed.Break;
import dev.waybill.common.error.StreamErrors;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.proto.order.v1.OrderState;
import io.grpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** `waybill order watch` shows every event once, whatever happens to its streams. */
final class OrderWatchCommandTest {
  private static final String ID = FakeOrderFeed.ORDER_ID;

  private final FakeOrderFeed feed = new FakeOrderFeed();
  private final List<LoopbackServer> servers = new ArrayList<>();
  private String target = "";

  @BeforeEach
  void start() throws IOException {
    servers.add(LoopbackServer.start(feed));
    target = servers.getFirst().target();
  }

  @AfterEach
  void stop() {
    servers.forEach(LoopbackServer::close);
  }

  @Test
  void showsOneOrderUntilItIsFinal() {
    CommandRun run = watch(ID);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "2026-11-21T05:00:01Z  " + ID + "  v1   PENDING",
            "2026-11-21T05:00:02Z  " + ID + "  v2   CONFIRMED",
            "2026-11-21T05:00:03Z  " + ID + "  v3   COMPLETED");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void beginsAfterTheVersionAlreadySeen() {
    CommandRun run = watch(ID, "--after-version", "2");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("COMPLETED");
  }

  @Test
  void resumesAfterTheLastEventOfOneOrder() {
    feed.breaks.add(new Break(1, StreamErrors.ended("1")));
    feed.breaks.add(new Break(2, Status.UNAVAILABLE.asRuntimeException()));

    CommandRun run = watch(ID);

    assertThat(run.exitCode()).isZero();
    assertThat(states(run)).containsExactly("PENDING", "CONFIRMED", "COMPLETED");
    assertThat(feed.watchesOfOne).extracting("afterVersion").containsExactly(0L, 1L, 2L);
    assertThat(run.err())
        .contains("stream lost, reconnecting: UNAVAILABLE STREAM_ENDED")
        .contains("stream resumed after ");
  }

  @Test
  void resumesWithTheTokenOfTheServersLastStatus() {
    feed.breaks.add(new Break(1, StreamErrors.ended("2")));

    CommandRun run = watch("--all", "--limit", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(feed.watchesOfAll).extracting("resumeToken").containsExactly("", "2");
    assertThat(states(run)).containsExactly("PENDING", "COMPLETED");
  }

  @Test
  void resumesAfterBeingTooSlow() {
    feed.breaks.add(new Break(2, StreamErrors.slowConsumer("2 messages", "2")));

    CommandRun run = watch("--all", "--limit", "3");

    assertThat(states(run)).containsExactly("PENDING", "CONFIRMED", "COMPLETED");
    assertThat(run.err()).contains("SLOW_CONSUMER");
  }

  @Test
  void showsEachEventOnceWhenTheConnectionIsCut() throws Exception {
    CompletableFuture<CommandRun> running =
        CompletableFuture.supplyAsync(() -> watch("--all", "--limit", "4"));
    Awaitility.await().until(() -> feed.watchesOfAll.size() == 1);

    feed.events.add(FakeOrderFeed.event(4, OrderState.ORDER_STATE_CANCELLED));
    servers.getFirst().restart();

    CommandRun run = running.get(20, TimeUnit.SECONDS);
    assertThat(run.exitCode()).isZero();
    assertThat(states(run)).containsExactly("PENDING", "CONFIRMED", "COMPLETED", "CANCELLED");
    assertThat(run.err()).contains("stream lost").contains("stream resumed after ");
  }

  @Test
  void reportsByExitCodeThatTimeRanOut() {
    feed.breaks.add(new Break(2, null));
    feed.breaks.add(new Break(2, null));

    assertThat(watch("--all", "--for", "100ms").exitCode()).isZero();
    assertThat(watch(ID, "--for", "100ms").exitCode()).isEqualTo(4);
  }

  @Test
  void givesUpWithoutProgressAndSaysHowToResume() {
    for (int i = 0; i < 100; i++) {
      feed.breaks.add(new Break(2, StreamErrors.ended("2")));
    }

    CommandRun run = watch("--all", "--patience", "300ms");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(states(run)).containsExactly("PENDING", "CONFIRMED");
    assertThat(run.err())
        .contains("error: UNAVAILABLE STREAM_ENDED")
        .contains("  to resume after the last event: --resume-token 2");
  }

  @Test
  void doesNotWaitForAServiceThatWasNeverThere() {
    servers.forEach(LoopbackServer::close);

    CommandRun run = watch("--all");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: order-service at " + target + " cannot be reached: ");
  }

  @Test
  void endsAtOnceOnAPermanentFailure() {
    CommandRun run = watch("--all", "--resume-token", "damaged");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: INVALID_ARGUMENT INVALID_RESUME_TOKEN: ");
    assertThat(feed.watchesOfAll).hasSize(1);
  }

  @Test
  void printsEachEventWithItsTokenAsJson() {
    CommandRun run = watch("--customer", "acme", "--limit", "2", "--json");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out().lines().toList().getLast())
        .startsWith("{\"event\":{\"orderId\":\"" + ID + "\",\"version\":\"2\"")
        .endsWith("\"resumeToken\":\"2\"}");
    assertThat(feed.watchesOfAll.getFirst().getCustomerId()).isEqualTo("acme");
  }

  @Test
  void refusesWrongUsage() {
    assertThat(watch().err()).contains("specify one of these");
    assertThat(watch(ID, "--all").err()).contains("mutually exclusive");
    assertThat(watch(ID, "--resume-token", "1").err()).contains("use --after-version");
    assertThat(watch("--all", "--after-version", "1").err()).contains("use --resume-token");
    assertThat(watch("--all", "--limit", "0").err()).contains("at least 1, but was \"0\"");
    assertThat(watch("--all", "--for", "soon").err()).contains("but was \"soon\"");
    assertThat(watch("--all", "--limit", "0").exitCode()).isEqualTo(2);
  }

  private static List<String> states(CommandRun run) {
    return run.out().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
  }

  private CommandRun watch(String... arguments) {
    List<String> all = new ArrayList<>(List.of("watch"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--order-target", target));
    return CommandRun.of(new OrderCommand(), all.toArray(String[]::new));
  }
}
