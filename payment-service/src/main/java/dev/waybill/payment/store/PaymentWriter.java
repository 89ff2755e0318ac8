package dev.waybill.payment.store;

import dev.waybill.common.db.NamedSql;
import dev.waybill.common.db.SetStatement;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.payment.domain.PaymentChanges;
import dev.waybill.payment.domain.PaymentCommand;
import dev.waybill.payment.domain.PaymentRecord;
import dev.waybill.payment.domain.PaymentResult;
import dev.waybill.payment.domain.PaymentRules;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Applies a group of commands to the payments and the ledger: lock, decide, write set by set. */
final class PaymentWriter implements GroupWriter<PaymentCommand, PaymentResult> {
  // Locks in the order of the keys, so that two instances with overlapping groups wait for each
  // other instead of deadlocking. An order without a row cannot be locked: when two instances
  // create it at once, the loser's insert violates the primary key, and its group runs again and
  // finds it. The time is taken while the rows are locked, so that the times of one payment never
  // run backwards.
  private static final NamedSql LOCK =
      NamedSql.of(
          """
          SELECT order_id, state, currency, amount_minor, card_token, decline_reason,
              create_time, update_time
          FROM payments WHERE order_id = ANY(:ids) ORDER BY order_id FOR NO KEY UPDATE""",
          "SELECT clock_timestamp() AS now");

  @Override
  public List<PaymentResult> apply(Handle handle, List<PaymentCommand> commands) {
    PaymentChanges changes = decide(handle, commands);
    PaymentStatements.write(handle, changes);
    return changes.results();
  }

  private static PaymentChanges decide(Handle handle, List<PaymentCommand> commands) {
    Set<UUID> ids = commands.stream().map(c -> c.orderId().value()).collect(Collectors.toSet());
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      List<PaymentRecord> locked =
          lock.bind("ids", UUID.class, ids, id -> id).rows(PaymentRows::readRecord);
      OffsetDateTime now = lock.rows(row -> row.getObject("now", OffsetDateTime.class)).getFirst();
      return PaymentRules.decide(
          locked.stream()
              .collect(Collectors.toMap(record -> record.payment().orderId(), Function.identity())),
          commands,
          now.toInstant());
    }
  }
}
