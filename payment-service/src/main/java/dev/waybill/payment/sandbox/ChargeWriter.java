package dev.waybill.payment.sandbox;

import dev.waybill.common.db.NamedSql;
import dev.waybill.common.db.SetStatement;
import dev.waybill.common.db.SqlParts;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The sandbox's table: applies a group of commands to it, and looks charges up. */
final class ChargeWriter implements GroupWriter<ChargeCommand, ChargeResult> {
  private static final String FIND =
      "SELECT key, state, currency, amount_minor, card_token FROM sandbox.charges WHERE key = :key";

  private static final NamedSql LOCK =
      NamedSql.of(
          """
          SELECT key, state, currency, amount_minor, card_token FROM sandbox.charges
          WHERE key = ANY(:keys) ORDER BY key FOR NO KEY UPDATE""");

  private static final String INSERT =
      """
      INSERT INTO sandbox.charges (key, state, currency, amount_minor, card_token)
      SELECT * FROM unnest(:keys, :states, :currencies, :amounts, :tokens)""";

  private static final String UPDATE =
      """
      UPDATE sandbox.charges SET state = changed.state
      FROM unnest(:keys, :states) AS changed (key, state) WHERE charges.key = changed.key""";

  private static final String CREATED = "created";
  private static final String CHANGED = "changed";

  private static final SqlParts WRITE = new SqlParts().with(CREATED, INSERT).with(CHANGED, UPDATE);

  static Optional<Charge> find(Handle handle, OrderId key) {
    return handle
        .createQuery(FIND)
        .bind("key", key.value())
        .map((row, context) -> read(row))
        .findOne();
  }

  @Override
  public List<ChargeResult> apply(Handle handle, List<ChargeCommand> commands) {
    Map<OrderId, Charge> locked = lock(handle, commands);
    ChargeRules.Changes changes = ChargeRules.decide(locked, commands);
    Map<Boolean, List<Charge>> touched =
        changes.touched().stream()
            // In one order everywhere, so that two instances creating the same keys do not
            // deadlock.
            .sorted(Comparator.comparing(charge -> charge.key().value()))
            .collect(Collectors.partitioningBy(charge -> locked.containsKey(charge.key())));
    write(handle, touched.getOrDefault(false, List.of()), touched.getOrDefault(true, List.of()));
    return changes.results();
  }

  private static Map<OrderId, Charge> lock(Handle handle, List<ChargeCommand> commands) {
    Set<UUID> keys = commands.stream().map(c -> c.key().value()).collect(Collectors.toSet());
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      return lock.bind("keys", UUID.class, keys, key -> key).rows(ChargeWriter::read).stream()
          .collect(Collectors.toMap(Charge::key, Function.identity()));
    }
  }

  private static Charge read(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return new Charge(
        new OrderId(row.getObject("key", UUID.class)),
        Charge.State.valueOf(row.getString("state")),
        currency == null
            ? null
            : new PaymentTerms(
                new Money(currency, row.getLong("amount_minor")), row.getString("card_token")));
  }

  private static void write(Handle handle, List<Charge> created, List<Charge> changed) {
    Set<String> parts = new HashSet<>();
    if (!created.isEmpty()) {
      parts.add(CREATED);
    }
    if (!changed.isEmpty()) {
      parts.add(CHANGED);
    }
    if (parts.isEmpty()) {
      return;
    }
    try (SetStatement write = SetStatement.prepare(handle, WRITE.choose(parts))) {
      if (!created.isEmpty()) {
        bindStates(write, CREATED, created)
            .bind("created_currencies", String.class, created, terms(it -> it.amount().currency()))
            .bind("created_amounts", Long.class, created, terms(it -> it.amount().minorUnits()))
            .bind("created_tokens", String.class, created, terms(PaymentTerms::cardToken));
      }
      if (!changed.isEmpty()) {
        bindStates(write, CHANGED, changed);
      }
      write.execute();
    }
  }

  private static SetStatement bindStates(SetStatement write, String part, List<Charge> charges) {
    return write
        .bind(part + "_keys", UUID.class, charges, charge -> charge.key().value())
        .bind(part + "_states", String.class, charges, charge -> charge.state().name());
  }

  private static <T> Function<Charge, @Nullable T> terms(Function<PaymentTerms, T> part) {
    return charge -> {
      PaymentTerms terms = charge.terms();
      return terms == null ? null : part.apply(terms);
    };
  }
}
