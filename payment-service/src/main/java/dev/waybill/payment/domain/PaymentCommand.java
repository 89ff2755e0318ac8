package dev.waybill.payment.domain;

/** Something that the card processor has done and that is to be recorded. */
public sealed interface PaymentCommand {
  OrderId orderId();

  /** The processor has approved or declined. */
  record RecordAuthorization(Payment.Decided decided) implements PaymentCommand {
    @Override
    public OrderId orderId() {
      return decided.orderId();
    }
  }

  /** The processor has taken the amount, or has refused to for good. */
  record RecordCapture(OrderId orderId, boolean taken) implements PaymentCommand {}

  /**
   * The processor has closed the key.
   *
   * @param gaveBack whether the processor had taken the amount before and has now given it back
   */
  record RecordCancel(OrderId orderId, boolean gaveBack) implements PaymentCommand {}
}
