package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.type.Money;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.Orders;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text with a special meaning for a database, a log or a terminal, in every field that takes text.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class HostileTextTest {
  private static final String FORGED = "12:00:00.000 ERROR [] forged - line";
  private static final int LARGEST_MESSAGE = 64 * 1024;

  private Path data;
  private UpProcess up;

  @BeforeAll
  void startUp(@TempDir Path folder) throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    up = UpProcess.start(data);
  }

  /** Checks that no table was dropped, no order is incomplete, and no text forged a log line. */
  @AfterAll
  void auditAndStop() throws Exception {
    try (UpProcess running = up) {
      Orders.awaitNoneOpen(running.channel(Services.ORDER));
      assertThat(running.auditStrictly()).as(running::output).isZero();
      assertThat(logLines()).isNotEmpty().noneMatch(line -> line.startsWith(FORGED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE orders; --",
        "' OR '1'='1",
        "a\r\n" + FORGED,
        "a\u0000b",
        "\u001b[2J\u001b]0;title\u0007",
        "${jndi:ldap://127.0.0.1/a}",
        "%s%n%1$10000000d",
        "../../etc/passwd",
        "\u202egnp.exe",
        "\ud83d\udca3"
      })
  void isRefusedWithTheNameOfTheField(String text) {
    TextFields.of(up)
        .forEach(
            (field, call) -> {
              var failure =
                  catchThrowableOfType(StatusRuntimeException.class, () -> call.apply(text));
              assertThat(failure).as(field).isNotNull();
              assertThat(failure.getStatus().getCode()).as(field).isEqualTo(Code.INVALID_ARGUMENT);
              assertThat(failure.getStatus().getDescription()).startsWith(field.split(" ", 2)[0]);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE items; --",
        "\\'; SELECT pg_sleep(100) --",
        "${jndi:ldap://127.0.0.1/a}",
        "%s%n",
        "<script>alert(1)</script>",
        "\u202egnp.exe",
        "\ud83d\udca3"
      })
  void isKeptUnchangedWhereAnyTextIsAllowed(String name) {
    var _ = inventory().putItem(item(name));

    var stored = inventory().getItem(GetItemRequest.newBuilder().setSku("HOSTILE").build());
    assertThat(stored.getItem().getName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0000b", "a\u001b[2Jb", "a\u007fb", "a\u009b2Jb", "a\u0085b"})
  void isRefusedWithAControlCharacterEvenThere(String name) {
    var failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> inventory().putItem(item(name)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void anUnknownStateIsRefused() {
    var request = ListOrdersRequest.newBuilder().addStatesValue(99).build();
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> Orders.stub(up.channel(Services.ORDER)).listOrders(request));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.getStatus().getDescription()).startsWith("states[0]");
  }

  /**
   * Unknown fields of a newer client do not count as content: a repeat without them is the same
   * order.
   */
  @Test
  void unknownFieldsChangeNothing() {
    PlaceOrderRequest known = Orders.anyOrder();

    var placed = Orders.place(up.channel(Services.ORDER), padded(known, LARGEST_MESSAGE));
    var again = Orders.place(up.channel(Services.ORDER), known);

    assertThat(again.getOrderId()).isEqualTo(placed.getOrderId());
  }

  @Test
  void aRequestOneByteOverTheLimitIsRefused() {
    PlaceOrderRequest large = padded(Orders.anyOrder(), LARGEST_MESSAGE + 1);
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> Orders.place(up.channel(Services.ORDER), large));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
  }

  private InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(up.channel(Services.INVENTORY));
  }

  private static PutItemRequest item(String name) {
    return PutItemRequest.newBuilder()
        .setSku("HOSTILE")
        .setName(name)
        .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(1))
        .build();
  }

  /** Pads the request to the given size, with a field that the service does not know. */
  private static PlaceOrderRequest padded(PlaceOrderRequest request, int size) {
    int overhead = 2 + 3;
    ByteString padding =
        ByteString.copyFrom(new byte[size - request.getSerializedSize() - overhead]);
    var unknown = UnknownFieldSet.Field.newBuilder().addLengthDelimited(padding).build();
    PlaceOrderRequest padded =
        request.toBuilder()
            .setUnknownFields(UnknownFieldSet.newBuilder().addField(99, unknown).build())
            .build();
    assertThat(padded.getSerializedSize()).isEqualTo(size);
    return padded;
  }

  private List<String> logLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
