package dev.waybill.payment.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.Database;
import dev.waybill.common.money.Money;
import dev.waybill.payment.store.PaymentTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Audits the payments, the ledger and the sandbox processor's books against each other. */
public final class PostgresPaymentAudit implements PaymentAudit {
  /** The number of rows fetched at a time, so that a report of any length needs little memory. */
  private static final int FETCH_SIZE = 500;

  private static final String DIGESTS =
      """
      SELECT p.order_id, p.state, p.currency, p.amount_minor, p.card_token, p.decline_reason,
          captured.currency AS captured_currency, captured.amount_minor AS captured_minor,
          refunded.currency AS refunded_currency, -refunded.amount_minor AS refunded_minor
      FROM payments p
      LEFT JOIN ledger_legs captured ON captured.order_id = p.order_id
          AND captured.kind = 'CAPTURE' AND captured.account = 'PROCESSOR_RECEIVABLE'
      LEFT JOIN ledger_legs refunded ON refunded.order_id = p.order_id
          AND refunded.kind = 'REFUND' AND refunded.account = 'PROCESSOR_RECEIVABLE'
      WHERE :settled = 0 OR p.update_time <= now() - make_interval(secs => :settled)
      ORDER BY p.order_id\
      """;

  private final Database database;

  public PostgresPaymentAudit(Database database) {
    this.database = database;
  }

  @Override
  public void violations(Consumer<Violation> consumer) {
    database.inSnapshot(
        handle -> {
          for (AuditCheck check : AuditCheck.ALL) {
            run(handle, check, consumer);
          }
          return true;
        });
  }

  private static void run(Handle handle, AuditCheck check, Consumer<Violation> consumer) {
    handle
        .createQuery(check.query())
        .setFetchSize(FETCH_SIZE)
        .map(
            (row, context) ->
                new Violation(
                    check.invariant().name(),
                    row.getString("resource"),
                    row.getString("description")))
        .useIterator(found -> found.forEachRemaining(consumer));
  }

  @Override
  public void digests(Duration settledFor, Consumer<PaymentDigest> consumer) {
    database.inSnapshot(
        handle -> {
          handle
              .createQuery(DIGESTS)
              .bind("settled", settledFor.toNanos() / 1e9)
              .setFetchSize(FETCH_SIZE)
              .map((row, context) -> digest(row))
              .useIterator(found -> found.forEachRemaining(consumer));
          return true;
        });
  }

  private static PaymentDigest digest(ResultSet row) throws SQLException {
    return new PaymentDigest(
        PaymentTable.readPayment(row), money(row, "captured"), money(row, "refunded"));
  }

  private static @Nullable Money money(ResultSet row, String which) throws SQLException {
    String currency = row.getString(which + "_currency");
    return currency == null ? null : new Money(currency, row.getLong(which + "_minor"));
  }
}
