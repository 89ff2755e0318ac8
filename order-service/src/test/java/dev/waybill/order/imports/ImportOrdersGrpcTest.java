package dev.waybill.order.imports;

import static dev.waybill.order.Requests.anyOrder;
import static dev.waybill.order.Requests.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.order.QuickSettings;
import dev.waybill.order.Requests;
import dev.waybill.order.RunningOrderService;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Placing many orders over one stream. */
final class ImportOrdersGrpcTest {
  /** Fewer than the orders of one stream that are worked on at a time. */
  private static final int IN_FLIGHT = 20;

  private final CountDownLatch gate = new CountDownLatch(1);

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment().maxOrdersInFlight(IN_FLIGHT));

  @Test
  void placesEachOrderAndWaitsForRoomInsteadOfRefusing() throws Exception {
    List<PlaceOrderRequest> orders = Stream.generate(Requests::anyOrder).limit(200).toList();

    List<ImportOrdersResponse> answers = importAll(orders.stream().map(this::item).toList());

    assertThat(answers)
        .allMatch(answer -> answer.getOrder().getState() == OrderState.ORDER_STATE_CONFIRMED)
        .extracting(ImportOrdersResponse::getIndex)
        .containsExactlyElementsOf(LongStream.range(0, 200).boxed().toList());
    assertThat(answers)
        .extracting(ImportOrdersResponse::getRequestId)
        .containsExactlyElementsOf(orders.stream().map(PlaceOrderRequest::getRequestId).toList());
  }

  @Test
  void continuesAfterInvalidOrders() throws Exception {
    List<ImportOrdersResponse> answers =
        importAll(
            List.of(
                ImportOrdersRequest.getDefaultInstance(),
                item(anyOrder().toBuilder().setLines(0, line("SKU-001", 0)).build()),
                item(anyOrder().toBuilder().setRequestId("x".repeat(100)).build()),
                item(withTotalTooFine()),
                item(anyOrder())));

    assertThat(answers.subList(0, 4))
        .extracting(answer -> fields(answer.getError()))
        .containsExactly(
            List.of("order"),
            List.of("order.lines[0].quantity"),
            List.of("order.request_id"),
            List.of("order.expected_total.nanos"));
    assertThat(answers.get(0).getRequestId()).isEmpty();
    assertThat(answers.get(2).getRequestId()).isEqualTo("x".repeat(64));
    assertThat(answers.get(4).hasOrder()).isTrue();
    assertThat(stored()).hasSize(1);
  }

  @Test
  void answersARepeatWithTheSameOrder() throws Exception {
    ImportOrdersRequest item = item(anyOrder());

    List<ImportOrdersResponse> answers = importAll(List.of(item, item));

    assertThat(answers.get(0).getOrder()).isEqualTo(answers.get(1).getOrder());
    assertThat(stored()).hasSize(1);
  }

  @Test
  void refusesARequestIdReusedWithOtherContent() throws Exception {
    PlaceOrderRequest order = anyOrder();
    PlaceOrderRequest other = order.toBuilder().setPaymentToken("tok_other").build();

    List<ImportOrdersResponse> answers = importAll(List.of(item(order), item(other)));

    assertThat(answers).filteredOn(ImportOrdersResponse::hasOrder).hasSize(1);
    ItemError error =
        answers.stream()
            .filter(ImportOrdersResponse::hasError)
            .findFirst()
            .orElseThrow()
            .getError();
    assertThat(error.getCode()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(error.getErrorInfo().getReason()).isEqualTo("REQUEST_ID_REUSED");
    assertThat(stored()).hasSize(1);
  }

  @Test
  void endsAStreamWithoutOrders() throws Exception {
    assertThat(importAll(List.of())).isEmpty();
  }

  @Test
  void finishesTheOrdersOfACallerThatVanishes() {
    holdPaymentsBack();
    var caller = service.importOrders().request(100);
    for (int i = 0; i < IN_FLIGHT; i++) {
      caller.send(item(anyOrder()));
    }
    await().until(() -> service.journal.count() == 2 * IN_FLIGHT);

    caller.cancel();
    gate.countDown();

    await()
        .untilAsserted(
            () ->
                assertThat(stored())
                    .hasSize(IN_FLIGHT)
                    .allMatch(order -> order.getState() == OrderState.ORDER_STATE_CONFIRMED));
  }

  @Test
  void answersAcceptedOrdersBeforeTheServerEndsTheStream() throws Exception {
    holdPaymentsBack();
    var caller = service.importOrders().request(100);
    caller.send(item(anyOrder())).send(item(anyOrder()));
    await().until(() -> service.journal.count() == 4);

    service.endStreams();
    gate.countDown();

    assertThat(caller.next(2)).allMatch(ImportOrdersResponse::hasOrder);
    assertThat(caller.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(caller.reason()).isEqualTo("STREAM_ENDED");
  }

  /** Returns the answers in the order of the stream. */
  private List<ImportOrdersResponse> importAll(List<ImportOrdersRequest> items) throws Exception {
    StreamCaller<ImportOrdersRequest, ImportOrdersResponse> caller =
        service.importOrders().request(items.size() + 1);
    items.forEach(caller::send);
    caller.finish();
    List<ImportOrdersResponse> answers = caller.next(items.size());
    assertThat(caller.code()).isEqualTo(Status.Code.OK);
    assertThat(caller.hasNothingMore()).isTrue();
    return answers.stream()
        .sorted(Comparator.comparingLong(ImportOrdersResponse::getIndex))
        .toList();
  }

  private List<Order> stored() {
    return service.stub().listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList();
  }

  private ImportOrdersRequest item(PlaceOrderRequest order) {
    return ImportOrdersRequest.newBuilder().setOrder(order).build();
  }

  private void holdPaymentsBack() {
    service.payments.authorize =
        Scripts.behind(
            gate,
            request ->
                ScriptedPayments.inState(
                    request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED));
  }

  private static PlaceOrderRequest withTotalTooFine() {
    PlaceOrderRequest.Builder order = anyOrder().toBuilder();
    order.getExpectedTotalBuilder().setCurrencyCode("EUR").setUnits(10).setNanos(1);
    return order.build();
  }

  private static List<String> fields(ItemError error) {
    return error.getBadRequest().getFieldViolationsList().stream()
        .map(FieldViolation::getField)
        .toList();
  }
}
