package dev.waybill.local.audit;

import dev.waybill.local.audit.digest.SortedDigests;
import dev.waybill.local.journal.JournalEntry;
import dev.waybill.local.journal.JournalReader;
import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.order.v1.Order;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Compares the answers that customers were given with the orders (I3). */
final class JournalCheck {
  /** Limits the memory to some 70 MB. A longer journal takes another pass over the orders. */
  private static final int ENTRIES_A_PASS = 250_000;

  private final OrderBook orders;
  private final Findings findings;
  private final int entriesAPass;

  JournalCheck(OrderBook orders, Findings findings) {
    this(orders, findings, ENTRIES_A_PASS);
  }

  JournalCheck(OrderBook orders, Findings findings, int entriesAPass) {
    this.orders = orders;
    this.findings = findings;
    this.entriesAPass = entriesAPass;
  }

  /** Returns the number of entries. */
  long run(Path journal) {
    long checked = 0;
    try (JournalReader reader = JournalReader.open(journal)) {
      List<JournalEntry> entries = reader.next(entriesAPass);
      while (!entries.isEmpty()) {
        check(entries);
        checked += entries.size();
        entries = reader.next(entriesAPass);
      }
    }
    return checked;
  }

  /** Reads the orders after the entries, so each entry's order is among them. */
  private void check(List<JournalEntry> entries) {
    entries.sort(Comparator.comparing(JournalEntry::orderId));
    try (CancellableContext untilTheLastEntry = Context.current().withCancellation()) {
      untilTheLastEntry.run(
          () -> {
            SortedDigests<PlacedOrder> placed = orders.placedOrders();
            entries.forEach(entry -> check(entry, placed.find(entry.orderId())));
          });
    }
  }

  private void check(JournalEntry entry, Optional<PlacedOrder> placed) {
    placed.flatMap(order -> wrongOwner(entry, order)).ifPresent(wrong -> violated(entry, wrong));
    boolean asTold =
        placed.filter(order -> OrderStates.canHaveBecome(entry.state(), order.state())).isPresent();
    if (!asTold) {
      checkAgain(entry);
    }
  }

  private void checkAgain(JournalEntry entry) {
    String told = "was acknowledged as " + StateNames.of(entry.state()) + " and ";
    Optional<Order> order = orders.find(entry.orderId());
    if (order.isEmpty()) {
      violated(entry, told + "does not exist");
    } else if (!OrderStates.canHaveBecome(entry.state(), order.get().getState())) {
      violated(entry, told + "is " + StateNames.of(order.get().getState()));
    }
  }

  private static Optional<String> wrongOwner(JournalEntry entry, PlacedOrder order) {
    String told = owner(entry.customerId(), entry.requestId());
    String found = owner(order.customerId(), order.requestId());
    return told.equals(found)
        ? Optional.empty()
        : Optional.of("was acknowledged for " + told + " and is of " + found);
  }

  private static String owner(String customerId, String requestId) {
    return "customer " + customerId + ", request " + requestId;
  }

  private void violated(JournalEntry entry, String description) {
    findings.violation(Violations.ofAnswer(entry.orderId(), description));
  }
}
