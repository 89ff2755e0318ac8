package dev.waybill.payment.domain;

import dev.waybill.common.time.TimeBudget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where payments and the ledger are kept. What a method has answered is durable. */
public interface PaymentStore extends AutoCloseable {
  Optional<PaymentRecord> find(OrderId orderId, TimeBudget budget);

  /**
   * Lists payments, newest first.
   *
   * @param after the last payment of the page before; null for the first page
   */
  List<PaymentRecord> list(@Nullable PaymentPosition after, int limit, TimeBudget budget);

  /** Records an authorization; new work, so it is refused when there is too much already. */
  PaymentResult recordAuthorization(PaymentCommand.RecordAuthorization command, TimeBudget budget);

  /** Records a capture; finishes admitted work, so it is never refused for lack of room. */
  PaymentResult recordCapture(PaymentCommand.RecordCapture command, TimeBudget budget);

  /** Records a cancel; finishes admitted work, so it is never refused for lack of room. */
  PaymentResult recordCancel(PaymentCommand.RecordCancel command, TimeBudget budget);

  boolean isReachable();

  @Override
  void close();
}
