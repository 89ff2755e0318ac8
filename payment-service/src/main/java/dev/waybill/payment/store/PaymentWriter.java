package dev.waybill.payment.store;

import dev.waybill.common.group.GroupWriter;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentChanges;
import dev.waybill.payment.domain.PaymentCommand;
import dev.waybill.payment.domain.PaymentRecord;
import dev.waybill.payment.domain.PaymentResult;
import dev.waybill.payment.domain.PaymentRules;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Applies a group of commands to the payments and the ledger: lock, decide, write set by set. */
final class PaymentWriter implements GroupWriter<PaymentCommand, PaymentResult> {
  // Locks in the order of the keys, so that two instances with overlapping groups wait for each
  // other instead of deadlocking. An order without a row cannot be locked: when two instances
  // create
  // it at once, the loser's insert violates the primary key, and its group runs again and finds it.
  private static final String LOCK =
      """
      SELECT order_id, state, currency, amount_minor, card_token, decline_reason,
          create_time, update_time
      FROM payments WHERE order_id = ANY(:ids) ORDER BY order_id FOR NO KEY UPDATE""";

  @Override
  public List<PaymentResult> apply(Handle handle, List<PaymentCommand> commands) {
    Map<OrderId, PaymentRecord> locked = lock(handle, commands);
    PaymentChanges changes = PaymentRules.decide(locked, commands, now(handle));
    PaymentStatements.insert(handle, changes.created());
    PaymentStatements.update(handle, changes.changed());
    PaymentStatements.post(handle, changes.legs());
    return changes.results();
  }

  private static Map<OrderId, PaymentRecord> lock(Handle handle, List<PaymentCommand> commands) {
    List<UUID> ids = commands.stream().map(c -> c.orderId().value()).distinct().toList();
    return handle
        .createQuery(LOCK)
        .bindArray("ids", UUID.class, ids)
        .map((row, context) -> PaymentRows.readRecord(row))
        .stream()
        .collect(Collectors.toMap(record -> record.payment().orderId(), Function.identity()));
  }

  /** Taken while the rows are locked, so that the times of one payment never run backwards. */
  private static Instant now(Handle handle) {
    return handle
        .createQuery("SELECT clock_timestamp()")
        .mapTo(OffsetDateTime.class)
        .one()
        .toInstant();
  }
}
