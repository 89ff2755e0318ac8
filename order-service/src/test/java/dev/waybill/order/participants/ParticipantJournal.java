package dev.waybill.order.participants;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Records each request to the participants, and the stored state of its order at that time. */
public final class ParticipantJournal {

  private record Entry(String orderId, String question, String state) {}

  private final Collection<Entry> entries = new ConcurrentLinkedQueue<>();
  private volatile Function<String, String> stateOf = _ -> "?";

  public void readStatesFrom(Function<String, String> source) {
    stateOf = source;
  }

  public void asked(String orderId, String question) {
    entries.add(new Entry(orderId, question, stateOf.apply(orderId)));
  }

  /** The requests about an order, in sequence, such as "reserve in PENDING". */
  public List<String> of(String orderId) {
    return entries.stream()
        .filter(entry -> entry.orderId().equals(orderId))
        .map(entry -> entry.question() + " in " + entry.state())
        .toList();
  }

  public int count() {
    return entries.size();
  }
}
