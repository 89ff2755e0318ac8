package dev.waybill.cli.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.cli.WaybillMain;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.cli.console.StandardStream;
import dev.waybill.cli.console.Terminal;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `waybill stock watch` and `stock receive` over streams that break. */
final class StockStreamsTest {
  private static final String TO_THE_TOP = "\u001b[H";

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
  void showsALineForEachChangeAndResumes() {
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
  void announcesTheWatchAndRedrawsWhenTheTerminalIsResized() throws Exception {
    servers.add(LoopbackServer.start(new OneLevel()));
    AtomicReference<Terminal.Size> size = new AtomicReference<>(new Terminal.Size(24, 80));
    Terminal terminal = new Terminal(true, false, size::get);
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Thread watch =
        Thread.ofPlatform()
            .start(
                () ->
                    WaybillMain.run(
                        StandardStream.to(drawn, terminal),
                        StandardStream.to(told, terminal),
                        "stock",
                        "watch",
                        "--inventory-target=" + servers.getLast().target()));
    await().until(() -> text(drawn).contains("SKU-001"));

    size.set(new Terminal.Size(12, 80));

    await().until(() -> text(drawn).substring(text(drawn).indexOf("SKU-001")).contains(TO_THE_TOP));
    watch.interrupt();
    watch.join();
    assertThat(text(told)).contains("watching all items; press Ctrl-C to stop");
  }

  @Test
  void printsEachChangeAsJson() {
    CommandRun run = stock("watch", "--limit", "2", "--json");

    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"level\":{"));
  }

  @Test
  void resendsReadingsWhenTheStreamBreaks() throws IOException {
    service.breakAfter.set(300);

    CommandRun run = receive(7_000);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("accepted    6700").contains("duplicates   300");
    assertThat(run.err()).contains("stream lost").contains("stream resumed after ");
    assertThat(service.readingsOfStreams).containsExactly(5_000, 2_000);
  }

  @Test
  void reportsAnAbsentServiceAtOnce() throws IOException {
    CommandRun run;
    String target = servers.getFirst().target();
    servers.forEach(LoopbackServer::close);
    run = stockAt(target, "receive", "SKU-001:5");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: inventory-service at " + target);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
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

  /** Sends one level, after which nothing changes. */
  private static final class OneLevel extends InventoryServiceGrpc.InventoryServiceImplBase {
    @Override
    public void watchStock(WatchStockRequest request, StreamObserver<WatchStockResponse> observer) {
      observer.onNext(FakeStockFeed.level("SKU-001", 10));
    }
  }
}
