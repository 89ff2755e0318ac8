package dev.waybill.local.audit.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.local.invariants.Answers;
import dev.waybill.local.invariants.AuditFailedException;
import dev.waybill.local.stack.Services;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Merging relies on the order of the digests. */
final class SortedDigestsTest {
  @Test
  void takesADigestOnlyForItsOrder() {
    SortedDigests<Id> digests = digests("1", "3");

    assertThat(digests.take("0")).isEmpty();
    assertThat(digests.take("1")).contains(new Id("1"));
    assertThat(digests.nextOrderId()).isEqualTo(Optional.of("3"));
  }

  @Test
  void findsAnOrderAgainUntilItIsPassed() {
    SortedDigests<Id> digests = digests("1", "2", "4");

    assertThat(digests.find("2")).isPresent();
    assertThat(digests.find("2")).isPresent();
    assertThat(digests.find("3")).isEmpty();
    assertThat(digests.find("4")).isPresent();
    assertThat(digests.find("5")).isEmpty();
  }

  @Test
  void rejectsUnsortedDigests() {
    SortedDigests<Id> digests = digests("2", "1");

    assertThatThrownBy(() -> digests.take("2"))
        .isInstanceOf(AuditFailedException.class)
        .hasMessageContaining("1 came after 2");
  }

  private static SortedDigests<Id> digests(String... ids) {
    return new SortedDigests<>(new Answers(Services.ORDER), Stream.of(ids).map(Id::new).iterator());
  }

  /** A digest with only an order id. */
  private record Id(String orderId) implements Digest {}
}
