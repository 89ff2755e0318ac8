package dev.waybill.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.load.FakeOrders;
import dev.waybill.local.load.Verdict;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.order.v1.OrderState;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What `waybill load` sends, prints and writes, and its exit codes. */
final class LoadCommandTest {
  private final FakeOrders orders = new FakeOrders();
  private final FakeStock stock = new FakeStock();
  @TempDir private Path folder = Path.of("");
  private LoopbackServer server;
  private String target = "";

  @BeforeEach
  void start() throws IOException {
    server = LoopbackServer.start(orders, stock);
    target = server.target();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void countsOutcomesAndReasonsWithoutTheWarmUp() {
    CommandRun run = load("--rate", "100", "--warmup", "500ms", "--decline-percent", "10");

    assertNothingFailed(run);
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("offered 100", "answered 100", " CONFIRMED 90", " CARD_DECLINED 10", "failed 0");
    assertThat(orders.placed).hasSize(150);
  }

  @Test
  void placesAllOrdersOfARateAlsoAtRandomTimes() {
    CommandRun run = load("--rate", "100", "--warmup", "0s", "--random");

    assertNothingFailed(run);
    assertThat(orders.placed).hasSize(100);
  }

  @Test
  void writesAReportForScripts() throws IOException {
    Path file = folder.resolve("report.json");

    CommandRun run = load("--rate", "100", "--report", file.toString(), "--hot-sku", "SKU-007");

    assertNothingFailed(run);
    JsonObject report = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(report.get("rate").getAsInt()).isEqualTo(100);
    assertThat(report.get("hot_sku").getAsString()).isEqualTo("SKU-007");
    JsonObject result = report.getAsJsonObject("result");
    assertThat(result.getAsJsonObject("schedule").get("sent").getAsInt()).isEqualTo(100);
    assertThat(result.getAsJsonObject("outcomes").get("CONFIRMED").getAsInt()).isEqualTo(100);
    assertThat(result.getAsJsonObject("latency_millis").get("p999").getAsDouble()).isPositive();
  }

  @Test
  void printsOnlyTheReportAsJson() {
    CommandRun run = load("--in-flight", "2", "--json");

    assertThat(run.exitCode()).isZero();
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(report.get("in_flight").getAsInt()).isEqualTo(2);
    assertThat(report.get("verdict").getAsString()).isEqualTo("GOOD");
  }

  @Test
  void writesDownEveryAnswerForTheAudit() throws IOException {
    Path file = folder.resolve("journal");

    load("--rate", "100", "--warmup", "500ms", "--journal", file.toString());

    assertThat(Files.readAllLines(file)).hasSize(150);
    assertThat(Files.readString(file)).contains(orders.placed.getLast().getRequestId());
  }

  @Test
  void reportsFailuresByReasonAndExitCode() {
    orders.failure = Status.RESOURCE_EXHAUSTED;

    CommandRun run = load("--rate", "100");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).containsPattern("RESOURCE_EXHAUSTED +100").contains("calls failed");
  }

  @Test
  void reportsUndecidedOrdersByExitCode() {
    orders.state = OrderState.ORDER_STATE_PENDING;

    assertThat(load("--in-flight", "2").exitCode()).isEqualTo(4);
  }

  @Test
  void receivesGoodsFirstSoThatNothingSellsOut() {
    CommandRun run =
        run("--rate", "100", "--duration", "1s", "--warmup", "0s", "--hot-sku", "SKU-007");

    assertNothingFailed(run);
    assertThat(run.out()).contains("received 91 pieces first");
    assertThat(stock.readings.stream().map(ReceiveStockRequest::getSku)).containsOnly("SKU-007");
  }

  @Test
  void findsTheKnee() {
    orders.failure = Status.UNAVAILABLE;

    CommandRun run = load("--max", "--rate", "2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("no rate has a p99 within 100ms");
  }

  @Test
  void namesAServiceThatCannotBeReachedInOneLine() {
    server.close();

    CommandRun run = load("--rate", "100");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("error: order-service at " + target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rate 100", "--in-flight 2", "--max"})
  void printsWhatWasMeasuredWhenItIsInterrupted(String pace) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(pace.split(" ")));
    arguments.addAll(List.of("--duration", "10m"));
    CompletableFuture<CommandRun> running = new CompletableFuture<>();
    Thread worker =
        Thread.ofPlatform().start(() -> running.complete(load(arguments.toArray(String[]::new))));
    Awaitility.await().until(() -> orders.placed.size() > 20);

    worker.interrupt();

    CommandRun run = running.get(20, TimeUnit.SECONDS);
    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(run.err()).contains("interrupted: ");
    if (!pace.equals("--max")) {
      assertThat(run.out()).containsPattern("answered +[1-9]").containsPattern("p99 +[0-9]");
    }
    assertThat(run.out()).as("calls that were not due yet").doesNotContain("60,000");
  }

  @Test
  void reportsThatNothingWasMeasuredWhenTheWarmUpIsInterrupted() throws Exception {
    CompletableFuture<CommandRun> running = new CompletableFuture<>();
    Thread worker =
        Thread.ofPlatform().start(() -> running.complete(load("--rate", "100", "--warmup", "10m")));
    Awaitility.await().until(() -> !orders.placed.isEmpty());

    worker.interrupt();

    CommandRun run = running.get(20, TimeUnit.SECONDS);
    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("interrupted: nothing was measured");
  }

  @Test
  void refusesWrongUsage() {
    assertThat(load("--rate", "0").err()).contains("at least 1, but was \"0\"");
    assertThat(load("--in-flight", "4", "--rate", "5").err())
        .contains("cannot be combined with --rate");
    assertThat(load("--in-flight", "4", "--random").err()).contains("cannot be combined with");
    assertThat(load("--decline-percent", "101").err()).contains("expected 0 to 100, but was 101");
    assertThat(load("--connections", "100").err()).contains("at most 64, but was 100");
    assertThat(load("--duration", "0s").err()).contains("expected more than 0s");
    assertThat(load("--report", "/no/such/folder/file").err()).contains("in an existing folder");
    assertThat(load("--in-flight", "5000").exitCode()).isEqualTo(2);
    assertThat(load("--journal", folder.toString()).exitCode()).isEqualTo(1);
  }

  /** A busy machine may be too slow for a fixed rate, which is reported but is not a failure. */
  private static void assertNothingFailed(CommandRun run) {
    assertThat(run.exitCode())
        .isIn(VerdictView.of(Verdict.GOOD).exitCode(), VerdictView.of(Verdict.BEHIND).exitCode());
  }

  /** Runs for one second and without a warm-up, unless the arguments say otherwise. */
  private CommandRun load(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--no-restock"));
    all.addAll(List.of(arguments));
    if (!all.contains("--duration")) {
      all.addAll(List.of("--duration", "1s"));
    }
    if (!all.contains("--warmup")) {
      all.addAll(List.of("--warmup", "0s"));
    }
    return run(all.toArray(String[]::new));
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--order-target", target, "--inventory-target", target));
    return CommandRun.of(new LoadCommand(), all.toArray(String[]::new));
  }
}
