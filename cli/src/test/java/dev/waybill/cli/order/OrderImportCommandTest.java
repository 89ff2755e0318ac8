package dev.waybill.cli.order;

import static dev.waybill.cli.order.OrderLines.id;
import static dev.waybill.cli.order.OrderLines.order;
import static dev.waybill.cli.order.OrderLines.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.testing.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `waybill order import` places each line once and keeps the lines that fail. */
final class OrderImportCommandTest {
  private final FakeOrderImport service = new FakeOrderImport();
  private final List<LoopbackServer> servers = new ArrayList<>();
  private String target = "";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    servers.add(LoopbackServer.start(service));
    target = servers.getFirst().target();
  }

  @AfterEach
  void stop() {
    servers.forEach(LoopbackServer::close);
  }

  @Test
  void placesItsOwnSample() throws IOException {
    CommandRun sample = CommandRun.of(new OrderCommand(), "import", "--sample", "1000");

    CommandRun run = importFile(sample.out().lines().toList());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(service.placed).hasSize(1000);
    assertThat(service.streams).hasValue(1);
    assertThat(counts(run.out()))
        .containsEntry("recorded", "1,000")
        .containsEntry("CONFIRMED", "1,000")
        .containsEntry("failed", "0");
    assertThat(run.out()).doesNotContain("\u001b");
    assertThat(failures()).doesNotExist();
  }

  @Test
  void countsARefusedOrderAsAResult() throws IOException {
    CommandRun run = importFile(List.of(order(1, "acme"), order(2, "refused")));

    assertThat(run.exitCode()).isZero();
    assertThat(counts(run.out())).containsEntry("CONFIRMED", "1").containsEntry("REJECTED", "1");
  }

  @Test
  void keepsFailedLinesToBeCorrectedAndImportedAgain() throws IOException {
    CommandRun run =
        importFile(
            List.of(
                "# by hand",
                order(1, "acme"),
                "{\"request_id\": oops",
                "",
                order(2, "acme").replace("\"quantity\": 1", "\"quantity\": 0"),
                order(3, "unlucky")));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(counts(run.out())).containsEntry("recorded", "1").containsEntry("failed", "3");
    assertThat(run.err()).contains("the failed lines are in " + failures() + "; correct them");
    List<String> kept = Files.readAllLines(failures());
    assertThat(kept.getFirst())
        .startsWith("# line 3: INVALID_ARGUMENT INVALID_REQUEST: no order in JSON: ");
    assertThat(kept).contains("{\"request_id\": oops", order(3, "unlucky"));
    assertThat(kept)
        .contains("# line 6, request " + id(3) + ": UNAVAILABLE DATABASE_UNAVAILABLE: not placed")
        .anyMatch(line -> line.startsWith("# line 5, request " + id(2) + ": INVALID_ARGUMENT: "))
        .anyMatch(line -> line.startsWith("#   lines[0].quantity: must be "));

    List<String> corrected =
        kept.stream()
            .map(line -> line.replace("oops", "\"" + id(9) + "\"").replace(": 0", ": 1"))
            .map(line -> line.replace("unlucky", "acme"))
            .toList();
    importFile(corrected);
    assertThat(service.placed).containsKeys(id(1), id(2), id(3));
  }

  @Test
  void resendsUnansweredLinesWhenTheStreamBreaks() throws IOException {
    service.breakAfter.set(100);

    CommandRun run = importFile(orders(500));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(counts(run.out())).containsEntry("recorded", "500");
    assertThat(service.streams).hasValue(2);
    assertThat(service.placed).hasSize(500);
    assertThat(service.received).hasSizeGreaterThan(500);
  }

  @Test
  void distinguishesAReusedRequestIdFromARepeat() throws IOException {
    CommandRun run = importFile(List.of(order(1, "acme"), order(1, "other"), order(1, "acme")));

    assertThat(counts(run.out())).containsEntry("recorded", "2").containsEntry("failed", "1");
    assertThat(failures()).content().contains("ALREADY_EXISTS REQUEST_ID_REUSED");
  }

  @Test
  void rejectsALineWithTextAfterTheOrder() throws IOException {
    CommandRun run = importFile(List.of(order(1, "acme") + order(2, "acme")));

    assertThat(counts(run.out())).containsEntry("recorded", "0").containsEntry("failed", "1");
    assertThat(service.placed).isEmpty();
  }

  @Test
  void truncatesALineThatIsLongerThanAnyOrder() throws IOException {
    CommandRun run = importFile(List.of("x".repeat(1_000_000), order(1, "acme")));

    assertThat(counts(run.out())).containsEntry("recorded", "1").containsEntry("failed", "1");
    assertThat(failures()).content().contains("longer than 262144 bytes").hasSizeLessThan(200);
  }

  @Test
  void acceptsAByteOrderMarkAndCarriageReturns() throws IOException {
    CommandRun run =
        importFile(List.of("\uFEFF" + order(1, "acme") + "\r", order(2, "acme") + "\r"));

    assertThat(counts(run.out())).containsEntry("recorded", "2");
  }

  @Test
  void printsTheSummaryWhenInterrupted() throws Exception {
    service.silentAfter = 10;
    Path file = write(orders(1000));
    CompletableFuture<CommandRun> running = new CompletableFuture<>();
    Thread worker = Thread.ofPlatform().start(() -> running.complete(run(file.toString())));
    Awaitility.await().until(() -> service.received.size() >= 266);

    worker.interrupt();

    CommandRun run = running.get(20, TimeUnit.SECONDS);
    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(counts(run.out()))
        .containsEntry("recorded", "10")
        .containsEntry("unanswered", "256");
    assertThat(run.err()).contains("no order is placed twice");

    service.silentAfter = Integer.MAX_VALUE;
    assertThat(run(file.toString()).exitCode()).isZero();
    assertThat(service.placed).hasSize(1000);
  }

  @Test
  void givesUpWhenNoAnswerComes() throws IOException {
    service.silentAfter = 10;

    CommandRun run = importFile(orders(20), "--patience", "3s");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(counts(run.out())).containsEntry("recorded", "10").containsEntry("unanswered", "10");
    assertThat(run.err())
        .contains("error: DEADLINE_EXCEEDED: order-service at " + target)
        .contains("no order is placed twice");
  }

  @Test
  void doesNotWaitForAServiceThatWasNeverThere() throws IOException {
    servers.forEach(LoopbackServer::close);

    CommandRun run = importFile(orders(3));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("error: order-service at " + target + " cannot be reached: ");
  }

  @Test
  void printsEachResultAsJson() throws IOException {
    CommandRun run = importFile(List.of("", order(1, "acme"), "nonsense"), "--json");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out())
        .contains("\"requestId\":\"" + id(1) + "\"")
        .contains("\"index\":\"1\"")
        .contains("\"index\":\"2\"");
    assertThat(counts(run.err())).containsEntry("recorded", "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                | expected an object such as {"request_id": ...}
          [1, 2]                  | expected an object such as {"request_id": ...}
          {"request_id": oops     | malformed at character 16
          {"request_id": "x"      | the object does not end
          {"request_id": "x       | malformed at character 18
          {} {}                   | expected nothing behind the object
          {"no_such_field": 1}    | Cannot find field: no_such_field in message waybill.order.v1.PlaceOrderRequest
          """)
  void explainsMalformedJson(String line, String problem) throws IOException {
    CommandRun run = importFile(List.of(line));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Files.readAllLines(failures()).getFirst())
        .isEqualTo("# line 1: INVALID_ARGUMENT INVALID_REQUEST: no order in JSON: " + problem);
  }

  @Test
  void namesAFieldAtFaultOnce() throws IOException {
    importFile(List.of(order(1, "acme").replace("\"quantity\": 1", "\"quantity\": 0")));

    assertThat(failures()).content().containsOnlyOnce("lines[0].quantity");
  }

  @Test
  void saysThatAFileHasNoOrders() throws IOException {
    CommandRun run = importFile(List.of("# nothing yet", ""));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("orders.jsonl contains no orders; nothing was placed");
  }

  @Test
  void readsStandardInput() throws IOException {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(order(1, "acme").getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("-").exitCode()).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(service.placed).containsKey(id(1));
  }

  @Test
  void refusesWrongUsage() throws IOException {
    assertThat(run().err()).contains("specify one of these");
    assertThat(run("x.jsonl", "--sample", "1").err()).contains("mutually exclusive");
    assertThat(run("--sample", "0").err()).contains("at least 1, but was \"0\"");
    assertThat(run("missing.jsonl").err()).contains("cannot read missing.jsonl");
    assertThat(run("missing.jsonl").exitCode()).isEqualTo(2);
    String file = write(orders(1)).toString();
    assertThat(run(file, "--failures", file).err()).contains("--failures would overwrite");
  }

  /** The lines of a summary by name. */
  private static Map<String, String> counts(String summary) {
    return summary
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(words -> words.length == 2)
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }

  private Path failures() {
    return folder.resolve("orders.failures.jsonl");
  }

  private Path write(List<String> lines) throws IOException {
    return Files.write(folder.resolve("orders.jsonl"), lines);
  }

  private CommandRun importFile(List<String> lines, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(write(lines).toString()));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("import"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--order-target", target));
    return CommandRun.of(new OrderCommand(), all.toArray(String[]::new));
  }
}
