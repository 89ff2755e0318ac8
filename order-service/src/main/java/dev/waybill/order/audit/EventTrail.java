package dev.waybill.order.audit;

import dev.waybill.order.domain.OrderState.VisibleState;
import java.util.ArrayList;
import java.util.List;

/** The stored events of one order, sorted by version; checks that this sequence is possible. */
public record EventTrail(List<Entry> entries) {

  /** One event: its version, its place in the sequence of all events, and the state it led to. */
  public record Entry(long version, long position, VisibleState state) {}

  public EventTrail {
    entries = List.copyOf(entries);
  }

  /**
   * Returns the faults of the trail of an order that is stored in this state and version, one
   * sentence each; empty if there are none.
   */
  public List<String> faults(VisibleState state, long version) {
    if (entries.isEmpty()) {
      return List.of("has no events, expected %s".formatted(version));
    }
    List<String> faults = new ArrayList<>();
    Entry first = entries.getFirst();
    if (first.version() != 1 || first.state() != VisibleState.PENDING) {
      faults.add(
          "begins with version %s %s, expected 1 PENDING"
              .formatted(first.version(), first.state()));
    }
    for (int i = 1; i < entries.size(); i++) {
      checkStep(entries.get(i - 1), entries.get(i), faults);
    }
    Entry last = entries.getLast();
    if (last.version() != version || last.state() != state) {
      faults.add(
          "ends with version %s %s, but the order is %s %s"
              .formatted(last.version(), last.state(), version, state));
    }
    return List.copyOf(faults);
  }

  private static void checkStep(Entry before, Entry after, List<String> faults) {
    if (after.version() != before.version() + 1) {
      faults.add(
          "has version %s after %s, expected %s"
              .formatted(after.version(), before.version(), before.version() + 1));
    }
    if (!before.state().leadsTo(after.state())) {
      faults.add(
          "went from %s to %s with version %s, which is no legal step"
              .formatted(before.state(), after.state(), after.version()));
    }
    if (after.position() <= before.position()) {
      faults.add(
          "has version %s at position %s, not after position %s of the version before"
              .formatted(after.version(), after.position(), before.position()));
    }
  }
}
