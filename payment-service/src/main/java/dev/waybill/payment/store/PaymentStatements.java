package dev.waybill.payment.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.common.db.SqlParts;
import dev.waybill.payment.domain.LedgerLeg;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.PaymentChanges;
import dev.waybill.payment.domain.PaymentRecord;
import dev.waybill.payment.domain.PaymentTerms;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements that write a whole group's changes, one for each kind of change. */
final class PaymentStatements {
  private static final String INSERT =
      """
      INSERT INTO payments (order_id, state, currency, amount_minor, card_token, decline_reason,
          create_time, update_time)
      SELECT order_id, state, currency, amount_minor, card_token, decline_reason, :now, :now
      FROM unnest(:ids, :states, :currencies, :amounts, :tokens, :reasons)
          AS created (order_id, state, currency, amount_minor, card_token, decline_reason)""";

  private static final String UPDATE =
      """
      UPDATE payments SET state = changed.state, decline_reason = changed.decline_reason,
          update_time = :now
      FROM unnest(:ids, :states, :reasons) AS changed (order_id, state, decline_reason)
      WHERE payments.order_id = changed.order_id""";

  private static final String POST =
      """
      INSERT INTO ledger_legs (order_id, kind, account, currency, amount_minor, post_time)
      SELECT order_id, kind, account, currency, amount_minor, clock_timestamp()
      FROM unnest(:ids, :kinds, :accounts, :currencies, :amounts)
          AS leg (order_id, kind, account, currency, amount_minor)""";

  private static final String CREATED = "created";
  private static final String CHANGED = "changed";
  private static final String POSTED = "posted";

  private static final SqlParts WRITE =
      new SqlParts().with(CREATED, INSERT).with(CHANGED, UPDATE).with(POSTED, POST);

  private PaymentStatements() {}

  /** Writes all changes in one round trip to the database. */
  static void write(Handle handle, PaymentChanges changes) {
    Set<String> parts = new HashSet<>();
    if (!changes.created().isEmpty()) {
      parts.add(CREATED);
    }
    if (!changes.changed().isEmpty()) {
      parts.add(CHANGED);
    }
    if (!changes.legs().isEmpty()) {
      parts.add(POSTED);
    }
    if (parts.isEmpty()) {
      return;
    }
    try (SetStatement write = SetStatement.prepare(handle, WRITE.choose(parts))) {
      bindCreated(write, changes.created());
      bindStates(write, CHANGED, changes.changed());
      bindPosted(write, changes.legs());
      write.execute();
    }
  }

  private static void bindCreated(SetStatement write, List<PaymentRecord> created) {
    if (created.isEmpty()) {
      return;
    }
    // In one order everywhere, so that two instances creating the same payments cannot deadlock.
    List<PaymentRecord> sorted =
        created.stream().sorted(Comparator.comparing(PaymentStatements::id)).toList();
    bindStates(write, CREATED, sorted);
    write
        .bind("created_currencies", String.class, sorted, terms(it -> it.amount().currency()))
        .bind("created_amounts", Long.class, sorted, terms(it -> it.amount().minorUnits()))
        .bind("created_tokens", String.class, sorted, terms(PaymentTerms::cardToken));
  }

  private static void bindPosted(SetStatement write, List<LedgerLeg> legs) {
    if (!legs.isEmpty()) {
      write
          .bind("posted_ids", UUID.class, legs, leg -> leg.orderId().value())
          .bind("posted_kinds", String.class, legs, leg -> leg.kind().name())
          .bind("posted_accounts", String.class, legs, leg -> leg.account().name())
          .bind("posted_currencies", String.class, legs, leg -> leg.amount().currency())
          .bind("posted_amounts", Long.class, legs, leg -> leg.amount().minorUnits());
    }
  }

  /** All records of a group carry the same time of change: the one taken under its locks. */
  private static void bindStates(SetStatement write, String part, List<PaymentRecord> records) {
    if (!records.isEmpty()) {
      write
          .bind(part + "_ids", UUID.class, records, PaymentStatements::id)
          .bind(part + "_states", String.class, records, it -> PaymentRows.state(it.payment()))
          .bind(
              part + "_reasons",
              String.class,
              records,
              it -> PaymentRows.declineReason(it.payment()))
          .bind(part + "_now", records.getFirst().updateTime());
    }
  }

  private static UUID id(PaymentRecord record) {
    return record.payment().orderId().value();
  }

  private static <T> Function<PaymentRecord, @Nullable T> terms(Function<PaymentTerms, T> part) {
    return record ->
        record.payment() instanceof Payment.Asked asked ? part.apply(asked.terms()) : null;
  }
}
