package dev.waybill.template.domain;

import static dev.waybill.template.domain.SampleRequests.QUANTITY;
import static dev.waybill.template.domain.SampleRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.command.RowCache;
import dev.waybill.template.domain.SampleCommand.Close;
import dev.waybill.template.domain.SampleCommand.Create;
import dev.waybill.template.domain.SampleCommand.SampleResult.ClosedOtherwise;
import dev.waybill.template.domain.SampleCommand.SampleResult.ContentDiffers;
import dev.waybill.template.domain.SampleCommand.SampleResult.Missing;
import dev.waybill.template.domain.SampleCommand.SampleResult.QuantityExceeded;
import dev.waybill.template.domain.SampleCommand.SampleResult.Stands;
import dev.waybill.template.domain.SampleEvent.Kind;
import dev.waybill.template.domain.SampleState.Closed;
import dev.waybill.template.domain.SampleState.Open;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command is decided by the stored state alone. */
final class SampleCommandTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(1));

  private final SampleId id = SampleRequests.anyId();
  private final SampleRequest request = request(id);
  private final SampleBook book = new SampleBook(new RowCache<>(0));

  @Test
  void createsWhatIsNew() {
    Sample created = new Sample(request, new Open(), 1, NOW, NOW);

    assertThat(decide(new Create(request), NOW)).isEqualTo(new Stands(created));
    assertThat(book.samples().added()).containsExactly(created);
    assertThat(book.events()).containsExactly(new SampleEvent(id, 1, Kind.OPEN, NOW));
  }

  @Test
  void answersRepeatWithWhatIsStored() {
    Sample stored = stored(new Open());
    SampleRequest withoutTitle = new SampleRequest(id, "customer-1", "SKU-001", QUANTITY, "");

    assertThat(decide(new Create(request), LATER)).isEqualTo(new Stands(stored));
    assertThat(decide(new Create(withoutTitle), LATER)).isEqualTo(new Stands(stored));
    assertThat(book.events()).isEmpty();
  }

  @Test
  void answersRepeatAfterTheCloseWithTheStateOfNow() {
    Sample stored = stored(new Closed(2));

    assertThat(decide(new Create(request), LATER)).isEqualTo(new Stands(stored));
  }

  @Test
  void refusesOtherContentUnderTheSameId() {
    stored(new Open());

    for (SampleRequest other :
        new SampleRequest[] {
          new SampleRequest(id, "customer-2", "SKU-001", QUANTITY, "first"),
          new SampleRequest(id, "customer-1", "SKU-002", QUANTITY, "first"),
          new SampleRequest(id, "customer-1", "SKU-001", QUANTITY + 1, "first"),
          new SampleRequest(id, "customer-1", "SKU-001", QUANTITY, "second")
        }) {
      assertThat(decide(new Create(other), LATER)).isEqualTo(new ContentDiffers(id));
    }
    assertThat(book.samples().changed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, QUANTITY})
  void closesWhatIsOpen(int finalQuantity) {
    stored(new Open());
    Sample closed = new Sample(request, new Closed(finalQuantity), 2, NOW, LATER);

    assertThat(decide(new Close(id, finalQuantity), LATER)).isEqualTo(new Stands(closed));
    assertThat(book.samples().changed()).containsExactly(closed);
    assertThat(book.events()).containsExactly(new SampleEvent(id, 2, Kind.CLOSED, LATER));
  }

  @Test
  void keepsTheTimeOfTheLastChangeIfTheClockWasSetBack() {
    stored(new Open());

    decide(new Close(id, 1), NOW.minusSeconds(60));

    assertThat(book.samples().changed()).extracting(Sample::updateTime).containsExactly(NOW);
    assertThat(book.events()).extracting(SampleEvent::time).containsExactly(NOW);
  }

  @Test
  void refusesFinalQuantityAboveTheQuantity() {
    Sample stored = stored(new Open());

    assertThat(decide(new Close(id, QUANTITY + 1), LATER))
        .isEqualTo(new QuantityExceeded(stored, QUANTITY + 1));
    assertThat(book.events()).isEmpty();
  }

  @Test
  void closesOnce() {
    Sample stored = stored(new Closed(2));

    assertThat(decide(new Close(id, 2), LATER)).isEqualTo(new Stands(stored));
    assertThat(decide(new Close(id, 1), LATER)).isEqualTo(new ClosedOtherwise(stored));
    assertThat(book.events()).isEmpty();
  }

  @Test
  void closesNothingUnderAnUnknownId() {
    assertThat(decide(new Close(id, 1), NOW)).isEqualTo(new Missing(id));
    assertThat(book.samples().added()).isEmpty();
  }

  @Test
  void namesItsOneRow() {
    new Create(request).nameRows(book);
    new Close(id, 1).nameRows(book);

    assertThat(book.samples().named()).containsExactly(id);
  }

  private <R> R decide(SampleCommand<R> command, Instant now) {
    return command.decide(book, now);
  }

  private Sample stored(SampleState state) {
    Sample sample = new Sample(request, state, state instanceof Open ? 1 : 2, NOW, NOW);
    book.samples().load(id, sample);
    return sample;
  }
}
