package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.payment.domain.OrderId;
import io.grpc.Status.Code;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Once the card processor has decided, no caller is told that nothing was done. */
final class UnrecordedDecisionTest {
  @AutoClose private final RunningPayments service = new RunningPayments();
  private final OrderId order = anyOrder();

  @Test
  void reportsThatAnAuthorizationMayHaveHappened() {
    takeNoWrites();

    assertOutcomeUnknown(() -> service.authorize(order, "tok_ok"));
    assertThat(service.charges(order)).singleElement().asString().startsWith("APPROVED");
  }

  @Test
  void reportsThatACaptureMayHaveHappened() {
    service.authorize(order, "tok_ok");
    takeNoWrites();

    assertOutcomeUnknown(() -> service.capture(order, AMOUNT));
    assertThat(service.charges(order)).singleElement().asString().startsWith("CAPTURED");
  }

  @Test
  void reportsThatACancelMayHaveHappened() {
    service.authorize(order, "tok_ok");
    takeNoWrites();

    assertOutcomeUnknown(() -> service.cancel(order));
    assertThat(service.charges(order)).singleElement().asString().startsWith("VOIDED");
  }

  /** Blocks writes to payment's own books; the card processor has its own. */
  private void takeNoWrites() {
    service.tamper(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = '25006'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON payments EXECUTE FUNCTION refuse()
        """);
  }

  private static void assertOutcomeUnknown(Supplier<?> call) {
    CallError failure = CallError.of(call::get);
    assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failure.reason()).isEqualTo("OUTCOME_UNKNOWN");
  }
}
