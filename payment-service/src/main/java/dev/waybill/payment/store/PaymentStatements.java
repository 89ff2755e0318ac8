package dev.waybill.payment.store;

import dev.waybill.payment.domain.LedgerLeg;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.PaymentRecord;
import dev.waybill.payment.domain.PaymentTerms;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
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

  private PaymentStatements() {}

  static void insert(Handle handle, List<PaymentRecord> created) {
    if (created.isEmpty()) {
      return;
    }
    // In one order everywhere, so that two instances creating the same payments cannot deadlock.
    List<PaymentRecord> sorted =
        created.stream().sorted(Comparator.comparing(PaymentStatements::id)).toList();
    try (Update insert = handle.createUpdate(INSERT)) {
      bindStates(insert, sorted)
          .bindArray("currencies", String.class, terms(sorted, t -> t.amount().currency()))
          .bindArray("amounts", Long.class, terms(sorted, t -> t.amount().minorUnits()))
          .bindArray("tokens", String.class, terms(sorted, PaymentTerms::cardToken))
          .execute();
    }
  }

  static void update(Handle handle, List<PaymentRecord> changed) {
    if (changed.isEmpty()) {
      return;
    }
    try (Update update = handle.createUpdate(UPDATE)) {
      bindStates(update, changed).execute();
    }
  }

  static void post(Handle handle, List<LedgerLeg> legs) {
    if (legs.isEmpty()) {
      return;
    }
    try (Update post = handle.createUpdate(POST)) {
      post.bindArray("ids", UUID.class, column(legs, leg -> leg.orderId().value()))
          .bindArray("kinds", String.class, column(legs, leg -> leg.kind().name()))
          .bindArray("accounts", String.class, column(legs, leg -> leg.account().name()))
          .bindArray("currencies", String.class, column(legs, leg -> leg.amount().currency()))
          .bindArray("amounts", Long.class, column(legs, leg -> leg.amount().minorUnits()))
          .execute();
    }
  }

  /** All records of a group carry the same time of change: the one taken under its locks. */
  private static Update bindStates(Update statement, List<PaymentRecord> records) {
    return statement
        .bindArray("ids", UUID.class, column(records, PaymentStatements::id))
        .bindArray("states", String.class, column(records, r -> PaymentRows.state(r.payment())))
        .bindArray(
            "reasons", String.class, column(records, r -> PaymentRows.declineReason(r.payment())))
        .bind("now", records.getFirst().updateTime());
  }

  private static UUID id(PaymentRecord record) {
    return record.payment().orderId().value();
  }

  private static <T> List<@Nullable T> terms(
      List<PaymentRecord> records, Function<PaymentTerms, T> part) {
    return column(
        records,
        record ->
            record.payment() instanceof Payment.Asked asked ? part.apply(asked.terms()) : null);
  }

  private static <E, T extends @Nullable Object> List<T> column(
      List<E> rows, Function<E, T> value) {
    return rows.stream().map(value).toList();
  }
}
