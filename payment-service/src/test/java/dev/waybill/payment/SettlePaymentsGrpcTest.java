package dev.waybill.payment;

import static dev.waybill.payment.RunningPayments.instruction;
import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Capturing the payments of many orders over one stream. */
final class SettlePaymentsGrpcTest {
  @AutoClose private final RunningPayments payments = new RunningPayments();

  @AfterEach
  void theBooksAgree() {
    assertThat(payments.violations()).isEmpty();
  }

  @Test
  void takesTheMoneyOfEachOrder() throws Exception {
    List<OrderId> orders = Stream.generate(() -> authorized("tok_ok")).limit(300).toList();

    List<SettlePaymentsResponse> answers =
        settle(orders.stream().map(order -> instruction(order, AMOUNT)).toList());

    assertThat(answers)
        .allMatch(answer -> answer.getPayment().getState() == PaymentState.PAYMENT_STATE_CAPTURED)
        .allMatch(answer -> answer.getOrderId().equals(answer.getPayment().getOrderId()))
        .extracting(SettlePaymentsResponse::getOrderId)
        .containsExactlyInAnyOrderElementsOf(orders.stream().map(OrderId::toString).toList());
    assertThat(legs()).isEqualTo(600);
  }

  @Test
  void takesTheMoneyOnceForRepeatedInstructions() throws Exception {
    SettlePaymentsRequest instruction = instruction(authorized("tok_ok"), AMOUNT);

    List<SettlePaymentsResponse> answers =
        settle(List.of(instruction, instruction, instruction, instruction));

    assertThat(answers)
        .allMatch(answer -> answer.getPayment().getState() == PaymentState.PAYMENT_STATE_CAPTURED);
    assertThat(settle(List.of(instruction)).getFirst()).isEqualTo(answers.getFirst());
    assertThat(legs()).isEqualTo(2);
  }

  @Test
  void answersARefusedCaptureAsAResult() throws Exception {
    SettlePaymentsResponse answer = settle(instruction(authorized("tok_capture_refused"), AMOUNT));

    assertThat(answer.getPayment().getState()).isEqualTo(PaymentState.PAYMENT_STATE_AUTHORIZED);
    assertThat(answer.getPayment().getDeclineReason())
        .isEqualTo(DeclineReason.DECLINE_REASON_CAPTURE_REFUSED);
  }

  @Test
  void reportsWhyAnInstructionFails() throws Exception {
    OrderId voided = authorized("tok_ok");
    payments.cancel(voided);

    assertError(instruction(anyOrder(), AMOUNT), Code.NOT_FOUND, "PAYMENT_NOT_FOUND");
    assertError(instruction(voided, AMOUNT), Code.FAILED_PRECONDITION, "PAYMENT_NOT_AUTHORIZED");
    assertError(
        instruction(authorized("tok_ok"), new Money("EUR", 1)),
        Code.ALREADY_EXISTS,
        "PAYMENT_CONTENT_DIFFERS");
  }

  @Test
  void continuesAfterInvalidInstructions() throws Exception {
    SettlePaymentsRequest good = instruction(authorized("tok_ok"), AMOUNT);

    List<SettlePaymentsResponse> answers =
        settle(
            List.of(
                good.toBuilder().setOrderId("x".repeat(100)).build(),
                good.toBuilder().setOrderId("none").clearAmount().build(),
                instruction(anyOrder(), new Money("EUR", 0)),
                good));

    assertThat(answers)
        .filteredOn(SettlePaymentsResponse::hasError)
        .extracting(answer -> fields(answer.getError()))
        .containsExactlyInAnyOrder(
            List.of("order_id"), List.of("order_id", "amount"), List.of("amount"));
    assertThat(answers)
        .extracting(SettlePaymentsResponse::getOrderId)
        .contains("x".repeat(64), "none", good.getOrderId());
    assertThat(legs()).isEqualTo(2);
  }

  @Test
  void endsAStreamWithoutInstructions() throws Exception {
    var caller = payments.settlement().request(1).finish();

    assertThat(caller.code()).isEqualTo(Status.Code.OK);
    assertThat(caller.hasNothingMore()).isTrue();
  }

  private void assertError(SettlePaymentsRequest instruction, Code code, String reason)
      throws Exception {
    ItemError error = settle(instruction).getError();
    assertThat(error.getCode()).isEqualTo(code);
    assertThat(error.getErrorInfo().getReason()).isEqualTo(reason);
  }

  private SettlePaymentsResponse settle(SettlePaymentsRequest instruction) throws Exception {
    return settle(List.of(instruction)).getFirst();
  }

  private List<SettlePaymentsResponse> settle(List<SettlePaymentsRequest> instructions)
      throws Exception {
    var caller = payments.settlement().request(instructions.size() + 1);
    instructions.forEach(caller::send);
    caller.finish();
    List<SettlePaymentsResponse> answers = caller.next(instructions.size());
    assertThat(caller.code()).isEqualTo(Status.Code.OK);
    return answers;
  }

  private OrderId authorized(String token) {
    OrderId order = anyOrder();
    payments.authorize(order, token);
    return order;
  }

  private int legs() {
    return Integer.parseInt(payments.query("SELECT count(*) FROM ledger_legs").getFirst());
  }

  private static List<String> fields(ItemError error) {
    return error.getBadRequest().getFieldViolationsList().stream()
        .map(FieldViolation::getField)
        .toList();
  }
}
