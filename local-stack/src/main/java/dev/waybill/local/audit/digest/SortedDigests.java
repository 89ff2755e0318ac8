package dev.waybill.local.audit.digest;

import dev.waybill.local.invariants.Answers;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service's digests, sorted by order id. Only the next one is in memory. */
public final class SortedDigests<T extends Digest> {
  private final Answers answers;
  private final Iterator<T> source;
  private @Nullable T next;

  public SortedDigests(Answers answers, Iterator<T> source) {
    this.answers = answers;
    this.source = source;
    this.next = source.hasNext() ? source.next() : null;
  }

  /** The order id of the next digest; empty at the end. */
  public Optional<String> nextOrderId() {
    return Optional.ofNullable(next).map(Digest::orderId);
  }

  /** Takes the next digest if it belongs to this order. */
  public Optional<T> take(String orderId) {
    T taken = next;
    if (taken == null || !taken.orderId().equals(orderId)) {
      return Optional.empty();
    }
    advance(taken);
    return Optional.of(taken);
  }

  /**
   * Finds the order's digest and skips those before it. Call it in ascending sequence of order ids.
   */
  public Optional<T> find(String orderId) {
    T at = next;
    while (at != null && at.orderId().compareTo(orderId) < 0) {
      advance(at);
      at = next;
    }
    return Optional.ofNullable(at).filter(it -> it.orderId().equals(orderId));
  }

  private void advance(T before) {
    T after = source.hasNext() ? source.next() : null;
    // Merging unsorted streams would report violations that do not exist.
    if (after != null && after.orderId().compareTo(before.orderId()) <= 0) {
      throw answers.brokenContract(
          "digests must be sorted by order id, but "
              + after.orderId()
              + " came after "
              + before.orderId());
    }
    next = after;
  }
}
