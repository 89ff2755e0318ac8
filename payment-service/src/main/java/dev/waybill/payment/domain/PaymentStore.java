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

  /** Records what the card processor has done, together with others that come at the same time. */
  <R> R apply(PaymentCommand<R> command, TimeBudget budget);

  boolean isReachable();

  @Override
  void close();
}
