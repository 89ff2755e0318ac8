package dev.waybill.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `waybill stock watch` and `stock receive` over streams that break. */
final class StockStreamsTest {
  private final FakeStockFeed service = new FakeStockFeed();
  private final List<LoopbackServer> servers = new ArrayList<>();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    servers.add(LoopbackServer.start(service));
  }

  @AfterEach
  void stop() {
    servers.forEach(LoopbackServer::close);
  }

  @Test
  void showsALineForEachChangeAndGoesOn() {
    CommandRun run = stock("watch", "SKU-001", "SKU-002", "--limit", "4");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "SKU-001  received 20  available 10  reserved 0  shipped 0",
            "SKU-002  received 20  available 20  reserved 0  shipped 0",
            "SKU-001  received 20  available 9  reserved 0  shipped 0",
            "SKU-001  received 20  available 10  reserved 0  shipped 0");
    assertThat(run.err()).contains("stream resumed after ");
    assertThat(service.watches).hasSize(2);
    assertThat(service.watches.getLast().getSkusList()).containsExactly("SKU-001", "SKU-002");
  }

  @Test
  void printsEachChangeAsJson() {
    CommandRun run = stock("watch", "--limit", "2", "--json");

    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"level\":{"));
  }

  @Test
  void sendsReadingsAgainWhenTheStreamBreaks() throws IOException {
    service.breakAfter.set(300);

    CommandRun run = receive(7_000);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("accepted    6700").contains("duplicates   300");
    assertThat(run.err()).contains("stream lost").contains("stream resumed after ");
    assertThat(service.readingsOfStreams).containsExactly(5_000, 2_000);
  }

  @Test
  void saysThatNobodyIsThereAtOnce() throws IOException {
    CommandRun run;
    String target = servers.getFirst().target();
    servers.forEach(LoopbackServer::close);
    run = stockAt(target, "receive", "SKU-001:5");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: inventory-service at " + target);
  }

  private CommandRun receive(int readings) throws IOException {
    Path file = folder.resolve("goods.csv");
    Files.write(file, IntStream.range(0, readings).mapToObj(_ -> ",SKU-001,1").toList());
    return stock("receive", file.toString());
  }

  private CommandRun stock(String... arguments) {
    return stockAt(servers.getFirst().target(), arguments);
  }

  private static CommandRun stockAt(String target, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--inventory-target", target));
    return CommandRun.of(new StockCommand(), all.toArray(String[]::new));
  }
}
