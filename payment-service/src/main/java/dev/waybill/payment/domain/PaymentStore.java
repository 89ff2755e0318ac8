package dev.waybill.payment.domain;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores payments and the ledger. A change is durable when its method returns. */
public interface PaymentStore extends AutoCloseable {
  Optional<PaymentRecord> find(OrderId orderId, TimeBudget budget);

  /**
   * Like {@link #find}, but does not read a payment that this instance has recorded as authorized.
   * Another instance may have captured or cancelled it since, so the caller must leave that to the
   * card processor and to the command that records its answer.
   */
  Optional<PaymentRecord> findToCapture(OrderId orderId, TimeBudget budget);

  /**
   * Lists payments, newest first.
   *
   * @param after the last payment of the previous page; null for the first page
   */
  List<PaymentRecord> list(@Nullable PagePosition after, int limit, TimeBudget budget);

  /** Records a step of the card processor, in a group with others that arrive at the same time. */
  <R> R apply(PaymentCommand<R> command, TimeBudget budget);

  @Override
  void close();

  /** The position of a payment in the list of all payments, newest first. */
  record PagePosition(Instant createTime, OrderId orderId) {
    public static PagePosition of(PaymentRecord record) {
      return new PagePosition(record.createTime(), record.payment().orderId());
    }
  }
}
