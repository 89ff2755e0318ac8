package dev.waybill.payment.domain;

import dev.waybill.common.command.Command;
import java.time.Instant;

/**
 * Something that the card processor has done and that is to be recorded; {@code R} is what it comes
 * to. The first command that decides something for a payment stands, and a repeat is answered with
 * it.
 */
public sealed interface PaymentCommand<R> extends Command<PaymentBook, R> {
  OrderId orderId();

  @Override
  default void nameRows(PaymentBook book) {
    book.payments().name(orderId());
  }

  /** The processor has approved or declined. */
  record RecordAuthorization(Payment.Decided decided)
      implements PaymentCommand<PaymentResult.OfAuthorization> {
    @Override
    public OrderId orderId() {
      return decided.orderId();
    }

    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public PaymentResult.OfAuthorization decide(PaymentBook book, Instant now) {
      return new PaymentRules(book, now).authorize(decided);
    }
  }

  /** The processor has taken the amount, or has refused to for good. */
  record RecordCapture(OrderId orderId, boolean taken)
      implements PaymentCommand<PaymentResult.OfCapture> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public PaymentResult.OfCapture decide(PaymentBook book, Instant now) {
      return new PaymentRules(book, now).capture(this);
    }
  }

  /**
   * The processor has closed the key. It can be recorded for any payment.
   *
   * @param gaveBack whether the processor had taken the amount before and has now given it back
   */
  record RecordCancel(OrderId orderId, boolean gaveBack) implements PaymentCommand<PaymentRecord> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public PaymentRecord decide(PaymentBook book, Instant now) {
      return new PaymentRules(book, now).cancel(this);
    }
  }
}
