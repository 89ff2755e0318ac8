package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;

import dev.waybill.common.money.Money;
import dev.waybill.common.testing.CallError;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.proto.payment.v1.Payment;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.function.Supplier;

/** One order, and instances of payment-service that are called in turn. */
final class PaymentScene {
  private final OrderId order = anyOrder();
  private final PaymentInstances instances;

  PaymentScene(PaymentInstances instances) {
    this.instances = instances;
  }

  /** Runs one step of a contract row, and returns what the caller was told. */
  String ask(String what) {
    String[] words = what.split(" ", -1);
    return switch (words[0]) {
      case "authorize" ->
          told(
              () ->
                  instances
                      .next()
                      .authorize(order, words.length > 2 ? amount(words[3]) : AMOUNT, words[1]));
      case "capture" ->
          told(() -> instances.next().capture(order, words.length > 1 ? amount(words[1]) : AMOUNT));
      case "cancel" -> told(this::cancel);
      default -> throw new IllegalArgumentException(what);
    };
  }

  Payment authorize(String token) {
    return instances.next().authorize(order, token);
  }

  Payment capture() {
    return instances.next().capture(order, AMOUNT);
  }

  Payment cancel() {
    return instances.next().cancel(order);
  }

  /** The order's entries in the processor's own books. */
  List<String> charges() {
    return instances.first().charges(order);
  }

  /** The amount taken and not given back according to the ledger, in minor units. */
  String taken() {
    return instances
        .first()
        .query(
            "SELECT coalesce(sum(amount_minor), 0) FROM ledger_legs"
                + " WHERE account = 'PROCESSOR_RECEIVABLE' AND order_id = '%s'".formatted(order))
        .getFirst();
  }

  List<String> violations() {
    return instances.first().violations();
  }

  private static Money amount(String minorUnits) {
    return new Money(AMOUNT.currency(), Long.parseLong(minorUnits));
  }

  private static String told(Supplier<Payment> call) {
    try {
      Payment answer = call.get();
      return answer.getState().name().replace("PAYMENT_STATE_", "") + "\n" + answer;
    } catch (StatusRuntimeException e) {
      return CallError.of(e).ending();
    }
  }
}
