package dev.waybill.cli.audit.digest;

import dev.waybill.cli.audit.Answers;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service's digests in the sequence of their order ids, of which only the next is held. */
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

  /** The next digest if it is this order's. */
  public Optional<T> take(String orderId) {
    T taken = next;
    if (taken == null || !taken.orderId().equals(orderId)) {
      return Optional.empty();
    }
    advance(taken);
    return Optional.of(taken);
  }

  /** The order's digest, passing over those before it; to be asked in the sequence of order ids. */
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
    // A merge of streams that are not sorted would find violations where there are none.
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
