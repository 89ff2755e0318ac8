package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.anyId;
import static dev.waybill.inventory.InventoryFixture.euro;
import static dev.waybill.inventory.InventoryFixture.line;
import static dev.waybill.inventory.InventoryFixture.put;
import static dev.waybill.inventory.InventoryFixture.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.testing.CallError;
import dev.waybill.proto.inventory.audit.v1.ListDigestsRequest;
import dev.waybill.proto.inventory.v1.CommitReservationRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import io.grpc.Status.Code;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that violate a rule are refused with the field's name, and store nothing. */
class BadInputTest {
  private static final InventoryFixture SERVICE = InventoryFixture.start();

  @BeforeAll
  static void stockAnItem() {
    SERVICE.stock("LAMP", 100, 10);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  /** A call to make, for the table below. */
  interface Call extends Function<InventoryServiceBlockingStub, Object> {}

  static Stream<Arguments> badRequests() {
    return Stream.of(
        bad("order id that is none", "order_id", reserving(reserve("12", line("LAMP", 1)))),
        bad("order id missing", "order_id", reserving(reserve("", line("LAMP", 1)))),
        bad("no lines", "lines", reserving(reserve(anyId()))),
        bad("101 lines", "lines", reserving(reserve(anyId(), manyLines()))),
        bad(
            "the same SKU twice",
            "lines",
            reserving(reserve(anyId(), line("LAMP", 1), line("LAMP", 2)))),
        bad("quantity 0", "lines[0].quantity", reserving(reserve(anyId(), line("LAMP", 0)))),
        bad(
            "negative quantity",
            "lines[1].quantity",
            reserving(reserve(anyId(), line("LAMP", 1), line("DESK", -1)))),
        bad(
            "huge quantity",
            "lines[0].quantity",
            reserving(reserve(anyId(), line("LAMP", 10_001)))),
        bad("lower-case SKU", "lines[0].sku", reserving(reserve(anyId(), line("lamp", 1)))),
        bad(
            "finer expected total",
            "expected_total.nanos",
            reserving(reserve(anyId(), line("LAMP", 1)).setExpectedTotal(nanos("EUR", 1)))),
        bad("price missing", "unit_price", stub -> stub.putItem(put("X", null).build())),
        bad("price 0", "unit_price", stub -> stub.putItem(put("X", euro(0)).build())),
        bad("price too high", "unit_price", putting("X", euro(1_000_000_001))),
        bad("finer price", "unit_price.nanos", putting("X", nanos("EUR", 1))),
        bad("yen with cents", "unit_price.nanos", putting("X", nanos("JPY", 10_000_000))),
        bad("no currency", "unit_price.currency_code", putting("X", nanos("XXQ", 0))),
        bad("SKU with a blank", "sku", putting("A B", euro(1))),
        bad("SKU of 33 characters", "sku", putting("A".repeat(33), euro(1))),
        bad(
            "control character in a name",
            "name",
            stub -> stub.putItem(put("X", euro(1)).setName("a\nb").build())),
        bad("page size -1", "page_size", stub -> stub.listItems(page(-1, ""))),
        bad(
            "commit of no UUID",
            "order_id",
            stub ->
                stub.commitReservation(
                    CommitReservationRequest.newBuilder().setOrderId("x").build())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void isRefusedWithTheNameOfItsField(String name, String field, Call call) {
    CallError failure = CallError.of(() -> call.apply(SERVICE.inventory()));
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.fields()).containsExactly(field);
    assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(SERVICE.level("LAMP").getReserved()).isZero();
    assertThat(SERVICE.audit().listDigests(ListDigestsRequest.getDefaultInstance()))
        .toIterable()
        .isEmpty();
  }

  static Stream<String> badTokens() {
    String good = PositionTokens.ofPages("items").encode("", "LAMP");
    return Stream.of(
        "tampered",
        good.substring(1),
        good + "A",
        (good.charAt(0) == 'A' ? "B" : "A") + good.substring(1),
        PositionTokens.ofPages("orders").encode("", "LAMP"),
        PositionTokens.ofPages("items").encode("other filter", "LAMP"));
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void isRefusedForAnInvalidPageToken(String token) {
    CallError failure = CallError.of(() -> SERVICE.inventory().listItems(page(1, token)));
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("INVALID_PAGE_TOKEN");
    assertThat(failure.fields()).containsExactly("page_token");
  }

  @Test
  void isRefusedForAForgedPageToken() {
    String forged = PositionTokens.ofPages("items").encode("", "no \0 SKU");
    CallError failure = CallError.of(() -> SERVICE.inventory().listItems(page(1, forged)));
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.fields()).containsExactly("page_token");
  }

  private static Arguments bad(String name, String field, Call call) {
    return Arguments.of(name, field, call);
  }

  private static Call reserving(ReserveStockRequest.Builder request) {
    return stub -> stub.reserveStock(request.build());
  }

  private static Call putting(String sku, Money price) {
    return stub -> stub.putItem(put(sku, price).build());
  }

  private static ListItemsRequest page(int size, String token) {
    return ListItemsRequest.newBuilder().setPageSize(size).setPageToken(token).build();
  }

  private static ReserveLine[] manyLines() {
    return IntStream.range(0, 101).mapToObj(n -> line("SKU-" + n, 1)).toArray(ReserveLine[]::new);
  }

  private static Money nanos(String currency, int nanos) {
    return Money.newBuilder().setCurrencyCode(currency).setUnits(1).setNanos(nanos).build();
  }
}
