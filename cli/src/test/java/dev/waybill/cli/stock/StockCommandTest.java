package dev.waybill.cli.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.testing.LoopbackServer;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `waybill stock` sends and prints, and its exit codes. */
final class StockCommandTest {
  private static final String SCAN = "5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d";

  private final FakeInventoryService service = new FakeInventoryService();
  private String target = "";
  private final List<LoopbackServer> servers = new ArrayList<>();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    LoopbackServer server = LoopbackServer.start(service);
    servers.add(server);
    target = server.target();
  }

  @AfterEach
  void stop() {
    servers.forEach(LoopbackServer::close);
  }

  @Test
  void putsAnItemAtItsPrice() {
    CommandRun run = stock("put", "SKU-001", "A small box", "12.50EUR");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("price      12.50 EUR").contains("name       A small box");
  }

  @Test
  void fillsAnEmptyInventoryAndLeavesAnyOtherAlone() {
    CommandRun first = stock("fill");
    CommandRun second = stock("fill");
    CommandRun third = stock("fill", "--json");

    assertThat(List.of(first.exitCode(), second.exitCode(), third.exitCode())).containsOnly(0);
    assertThat(first.out()).contains("filled: SKU-000 to SKU-099");
    assertThat(second.out()).contains("not changed");
    assertThat(third.out()).contains("\"filled\": false");
    assertThat(service.readings).hasSize(100);
  }

  @Test
  void booksInGoodsFromArguments() {
    CommandRun run = stock("receive", "SKU-001:5", "SKU-002:7");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("accepted    2").contains("rejected    0");
    assertThat(service.readings).extracting(ReceiveStockRequest::getQuantity).containsExactly(5, 7);
    assertThat(service.readings).extracting(ReceiveStockRequest::getScanId).doesNotHaveDuplicates();
  }

  @Test
  void booksInAFileOfReadings() throws IOException {
    CommandRun run =
        stock(
            "receive",
            file(
                "scan_id,sku,quantity,scan_time",
                SCAN + ", SKU-001, 5, 2026-11-21T05:00:00Z",
                "",
                "# without a scan id",
                ",SKU-002,7"));

    assertThat(run.exitCode()).isZero();
    assertThat(service.readings).hasSize(2);
    assertThat(service.readings.getFirst().getScanId()).isEqualTo(SCAN);
    assertThat(service.readings.getFirst().getScanTime().getSeconds()).isEqualTo(1_795_237_200L);
  }

  @Test
  void givesReadingsWithoutAScanIdTheSameIdOnEveryRepeat() throws IOException {
    String file = file(",SKU-002,7", ",SKU-002,7");

    stock("receive", file);
    stock("receive", file);

    List<String> scanIds = service.readings.stream().map(ReceiveStockRequest::getScanId).toList();
    assertThat(scanIds.subList(0, 2)).isEqualTo(scanIds.subList(2, 4)).doesNotHaveDuplicates();
  }

  @Test
  void showsRejectedReadingsAndFails() {
    CommandRun run = stock("receive", "SKU-001:5", "SKU-002:0");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("rejected    1")
        .contains("reading 2, scan ")
        .contains("INVALID_ARGUMENT: bad reading")
        .contains("  quantity: must be >= 1");
  }

  @Test
  void sendsNothingOfAFileWithAMalformedLine() throws IOException {
    CommandRun run = stock("receive", file(",SKU-001,5", ",SKU-002,many"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("goods.csv line 2: quantity must be a whole number, but was \"many\"");
    assertThat(service.readings).isEmpty();
  }

  @Test
  void acceptsACsvFileAsASpreadsheetSavesIt() throws IOException {
    CommandRun run = stock("receive", file("\uFEFFscan_id,sku,quantity\r", ",SKU-001,5\r"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(service.readings).extracting(ReceiveStockRequest::getQuantity).containsExactly(5);
  }

  @Test
  void saysThatAFileIsNotUtf8() throws IOException {
    Path file = folder.resolve("goods.csv");

    Files.writeString(file, ",KÄSE-1,5\n", StandardCharsets.ISO_8859_1);
    assertThat(stock("receive", file.toString()).err()).contains("line 1 is not UTF-8 text");

    Files.writeString(file, "\uFEFF,SKU-001,5\n", StandardCharsets.UTF_16LE);
    assertThat(stock("receive", file.toString()).err()).contains("it is UTF-16 text");
  }

  @Test
  void namesAMissingFile() {
    CommandRun run = stock("receive", "missing.csv");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("expected a file or SKU:QTY, but was \"missing.csv\"");
  }

  @Test
  void saysThatAFileHasNoReadings() throws IOException {
    CommandRun run = stock("receive", file("scan_id,sku,quantity"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("goods.csv contains no readings; nothing was received");
  }

  private String file(String... lines) throws IOException {
    return Files.write(folder.resolve("goods.csv"), List.of(lines)).toString();
  }

  private CommandRun stock(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--inventory-target");
    all.add(target);
    return CommandRun.of(new StockCommand(), all.toArray(String[]::new));
  }
}
