package dev.waybill.payment.sandbox;

import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The sandbox's table: applies a group of commands to it, and looks charges up. */
final class ChargeWriter implements GroupWriter<ChargeCommand, ChargeResult> {
  private static final String FIND =
      "SELECT key, state, currency, amount_minor, card_token FROM sandbox.charges WHERE key = :key";

  private static final String LOCK =
      """
      SELECT key, state, currency, amount_minor, card_token FROM sandbox.charges
      WHERE key = ANY(:keys) ORDER BY key FOR NO KEY UPDATE""";

  private static final String INSERT =
      """
      INSERT INTO sandbox.charges (key, state, currency, amount_minor, card_token)
      SELECT * FROM unnest(:keys, :states, :currencies, :amounts, :tokens)""";

  private static final String UPDATE =
      """
      UPDATE sandbox.charges SET state = changed.state
      FROM unnest(:keys, :states) AS changed (key, state) WHERE charges.key = changed.key""";

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
    insert(handle, touched.getOrDefault(false, List.of()));
    update(handle, touched.getOrDefault(true, List.of()));
    return changes.results();
  }

  private static Map<OrderId, Charge> lock(Handle handle, List<ChargeCommand> commands) {
    List<UUID> keys = commands.stream().map(c -> c.key().value()).distinct().toList();
    return handle
        .createQuery(LOCK)
        .bindArray("keys", UUID.class, keys)
        .map((row, context) -> read(row))
        .stream()
        .collect(Collectors.toMap(Charge::key, Function.identity()));
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

  private static void insert(Handle handle, List<Charge> created) {
    if (created.isEmpty()) {
      return;
    }
    try (Update insert = handle.createUpdate(INSERT)) {
      bindStates(insert, created)
          .bindArray("currencies", String.class, terms(created, t -> t.amount().currency()))
          .bindArray("amounts", Long.class, terms(created, t -> t.amount().minorUnits()))
          .bindArray("tokens", String.class, terms(created, PaymentTerms::cardToken))
          .execute();
    }
  }

  private static void update(Handle handle, List<Charge> changed) {
    if (changed.isEmpty()) {
      return;
    }
    try (Update update = handle.createUpdate(UPDATE)) {
      bindStates(update, changed).execute();
    }
  }

  private static Update bindStates(Update statement, List<Charge> charges) {
    return statement
        .bindArray("keys", UUID.class, charges.stream().map(c -> c.key().value()).toList())
        .bindArray("states", String.class, charges.stream().map(c -> c.state().name()).toList());
  }

  private static <T> List<@Nullable T> terms(List<Charge> charges, Function<PaymentTerms, T> part) {
    List<@Nullable T> column = new ArrayList<>(charges.size());
    for (Charge charge : charges) {
      PaymentTerms terms = charge.terms();
      column.add(terms == null ? null : part.apply(terms));
    }
    return column;
  }
}
