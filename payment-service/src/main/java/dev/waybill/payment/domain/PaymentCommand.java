package dev.waybill.payment.domain;

import dev.waybill.common.command.Command;
import java.time.Instant;

/**
 * Records a step that the card processor has done; {@code R} is the type of the result. The first
 * command that decides something for a payment stands, and a repeat returns it.
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

  /** The processor has taken the amount, or has refused permanently. */
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
   * The processor has closed the key. This can be recorded for any payment.
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
