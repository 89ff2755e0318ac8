package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static dev.waybill.order.Requests.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.common.testing.CallError;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Status.Code;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that violate the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvalidOrderGrpcTest {

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment());

  static Stream<Arguments> breaches() {
    return Stream.of(
        breach("no request id", "request_id", order -> order.clearRequestId()),
        breach("request id is no UUID", "request_id", order -> order.setRequestId("order-1")),
        breach("no customer", "customer_id", order -> order.clearCustomerId()),
        breach("customer with a space", "customer_id", order -> order.setCustomerId("a b")),
        breach("no lines", "lines", order -> order.clearLines()),
        breach("101 lines", "lines", InvalidOrderGrpcTest::with101Lines),
        breach("sku in small letters", "lines[0].sku", order -> withLine(order, "sku-1", 1)),
        breach("quantity 0", "lines[0].quantity", order -> withLine(order, "SKU-1", 0)),
        breach("quantity 10001", "lines[0].quantity", order -> withLine(order, "SKU-1", 10_001)),
        breach("no payment token", "payment_token", order -> order.clearPaymentToken()),
        breach("unknown currency", "expected_total.currency_code", order -> total(order, "XYZ", 0)),
        breach("finer than cents", "expected_total.nanos", order -> total(order, "EUR", 1)),
        breach(
            "a cent of a yen", "expected_total.nanos", order -> total(order, "JPY", 10_000_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaches")
  void isRefusedNamingTheField(String what, String field, PlaceOrderRequest request) {
    CallError error = CallError.of(() -> service.place(request));

    assertThat(error.code()).as(what).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error.fields()).containsExactly(field);
    assertThat(service.journal.count()).isZero();
  }

  @Test
  void isRefusedForASkuThatAppearsTwice() {
    CallError error =
        CallError.of(
            () -> service.place(anyOrder().toBuilder().addLines(line("SKU-001", 1)).build()));

    assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error.fields()).hasSize(1);
  }

  @Test
  void isRefusedForAMalformedOrderId() {
    assertThat(CallError.of(() -> service.get("order-1")).fields()).containsExactly("order_id");
    assertThat(CallError.of(() -> service.cancel("order-1")).fields()).containsExactly("order_id");
  }

  private static Arguments breach(
      String what, String field, UnaryOperator<PlaceOrderRequest.Builder> change) {
    return Arguments.of(what, field, change.apply(anyOrder().toBuilder()).build());
  }

  private static PlaceOrderRequest.Builder with101Lines(PlaceOrderRequest.Builder order) {
    order.clearLines();
    for (int index = 0; index < 101; index++) {
      order.addLines(line("SKU-" + index, 1));
    }
    return order;
  }

  private static PlaceOrderRequest.Builder withLine(
      PlaceOrderRequest.Builder order, String sku, int quantity) {
    return order.clearLines().addLines(line(sku, quantity));
  }

  private static PlaceOrderRequest.Builder total(
      PlaceOrderRequest.Builder order, String currency, int nanos) {
    return order.setExpectedTotal(
        Money.newBuilder().setCurrencyCode(currency).setUnits(10).setNanos(nanos));
  }
}
