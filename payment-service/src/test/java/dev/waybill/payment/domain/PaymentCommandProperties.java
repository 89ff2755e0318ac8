package dev.waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.command.RowCache;
import dev.waybill.payment.domain.Payment.DeclineReason;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Invariants of the rules for every sequence of commands, in whatever groups it is applied. */
final class PaymentCommandProperties {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final List<OrderId> ORDERS =
      List.of(new OrderId(new UUID(0, 1)), new OrderId(new UUID(0, 2)));

  @Property
  void endInTheStateOfTheModel(
      @ForAll("commands") List<PaymentCommand<?>> commands,
      @ForAll @IntRange(min = 1, max = 8) int cut) {
    Book book = new Book();
    book.applyInGroups(commands, cut);

    for (OrderId order : ORDERS) {
      PaymentRecord record = book.records.get(order);
      assertThat(record == null ? null : record.payment().getClass())
          .isEqualTo(model(order, commands));
    }
  }

  @Property
  void keepTheLedgerConsistentWithTheStates(
      @ForAll("commands") List<PaymentCommand<?>> commands,
      @ForAll @IntRange(min = 1, max = 8) int cut) {
    Book book = new Book();
    book.applyInGroups(commands, cut);

    assertThat(book.legs.stream().mapToLong(leg -> leg.amount().minorUnits()).sum()).isZero();
    for (OrderId order : ORDERS) {
      PaymentRecord record = book.records.get(order);
      Payment payment = record == null ? new Payment.Closed(order) : record.payment();
      boolean taken = payment instanceof Payment.Captured || payment instanceof Payment.Refunded;
      boolean refunded = payment instanceof Payment.Refunded;
      assertThat(book.legs(order, LedgerLeg.Kind.CAPTURE)).isEqualTo(taken ? 2 : 0);
      assertThat(book.legs(order, LedgerLeg.Kind.REFUND)).isEqualTo(refunded ? 2 : 0);
    }
  }

  @Property
  void giveTheSameResultsInGroupsAsOneByOne(
      @ForAll("commands") List<PaymentCommand<?>> commands,
      @ForAll @IntRange(min = 2, max = 8) int cut) {
    assertThat(new Book().applyInGroups(commands, cut))
        .isEqualTo(new Book().applyInGroups(commands, 1));
  }

  @Provide
  Arbitrary<List<PaymentCommand<?>>> commands() {
    Arbitrary<OrderId> order = Arbitraries.of(ORDERS);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<PaymentTerms> terms =
        Arbitraries.of("tok_ok", "tok_capture_refused").map(Payments::terms);
    Arbitrary<PaymentCommand<?>> approve =
        Combinators.combine(order, terms)
            .as((id, asked) -> new RecordAuthorization(new Payment.Authorized(id, asked)));
    Arbitrary<PaymentCommand<?>> decline =
        Combinators.combine(order, terms)
            .as(
                (id, asked) ->
                    new RecordAuthorization(
                        new Payment.Declined(id, asked, DeclineReason.CARD_DECLINED)));
    Arbitrary<PaymentCommand<?>> capture = Combinators.combine(order, flag).as(RecordCapture::new);
    Arbitrary<PaymentCommand<?>> cancel = Combinators.combine(order, flag).as(RecordCancel::new);
    return Arbitraries.oneOf(approve, approve, decline, capture, capture, cancel)
        .list()
        .ofMaxSize(12);
  }

  /**
   * A second implementation of the transitions, as a table of names: slow, plain, and written
   * without looking at the rules.
   */
  private static @Nullable Class<? extends Payment> model(
      OrderId order, List<PaymentCommand<?>> commands) {
    Class<? extends Payment> state = null;
    for (PaymentCommand<?> command : commands) {
      if (command.orderId().equals(order)) {
        state = next(state, command);
      }
    }
    return state;
  }

  private static @Nullable Class<? extends Payment> next(
      @Nullable Class<? extends Payment> state, PaymentCommand<?> command) {
    return switch (command) {
      case RecordAuthorization(var decided) -> state == null ? decided.getClass() : state;
      case RecordCapture(_, boolean taken) when state == Payment.Authorized.class ->
          taken ? Payment.Captured.class : Payment.CaptureRefused.class;
      case RecordCapture _ -> state;
      case RecordCancel _ when state == null -> Payment.Closed.class;
      case RecordCancel(_, boolean gaveBack) when state == Payment.Authorized.class ->
          gaveBack ? Payment.Refunded.class : Payment.Voided.class;
      case RecordCancel _ when state == Payment.CaptureRefused.class -> Payment.Voided.class;
      case RecordCancel _ when state == Payment.Captured.class -> Payment.Refunded.class;
      case RecordCancel _ -> state;
    };
  }

  /** An in-memory store. */
  private static final class Book {
    final Map<OrderId, PaymentRecord> records = new HashMap<>();
    final List<LedgerLeg> legs = new ArrayList<>();

    List<Object> applyInGroups(List<PaymentCommand<?>> commands, int size) {
      List<Object> results = new ArrayList<>();
      for (int from = 0; from < commands.size(); from += size) {
        int to = Math.min(from + size, commands.size());
        results.addAll(apply(commands.subList(from, to)));
      }
      return results;
    }

    private List<Object> apply(List<PaymentCommand<?>> group) {
      PaymentBook book = new PaymentBook(new RowCache<>(0));
      group.forEach(command -> command.nameRows(book));
      for (OrderId order : book.payments().named()) {
        PaymentRecord record = records.get(order);
        if (record != null) {
          book.payments().load(order, record);
        }
      }
      List<Object> results = new ArrayList<>();
      group.forEach(command -> results.add(command.decide(book, NOW)));
      book.payments().added().forEach(this::keep);
      book.payments().changed().forEach(this::keep);
      legs.addAll(book.legs());
      return results;
    }

    private void keep(PaymentRecord record) {
      records.put(record.payment().orderId(), record);
    }

    long legs(OrderId order, LedgerLeg.Kind kind) {
      return legs.stream().filter(leg -> leg.orderId().equals(order) && leg.kind() == kind).count();
    }
  }
}
