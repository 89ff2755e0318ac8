package dev.waybill.template.domain;

import dev.waybill.common.command.Command;
import dev.waybill.template.domain.SampleState.Closed;
import dev.waybill.template.domain.SampleState.Open;
import java.time.Instant;

/** A requested change, and the rule that decides it; {@code R} is the type of its result. */
public sealed interface SampleCommand<R> extends Command<SampleBook, R> {
  SampleId sampleId();

  @Override
  default void nameRows(SampleBook book) {
    book.samples().name(sampleId());
  }

  /** Creates the sample, once per id. */
  record Create(SampleRequest request) implements SampleCommand<SampleResult.OfCreate> {
    @Override
    public SampleId sampleId() {
      return request.sampleId();
    }

    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(SampleBook book) {
      book.samples().nameNew(sampleId());
    }

    @Override
    public SampleResult.OfCreate decide(SampleBook book, Instant now) {
      Sample known = book.samples().get(sampleId());
      if (known == null) {
        return new SampleResult.Stands(book.create(request, now));
      }
      return known.request().isRepeatedBy(request)
          ? new SampleResult.Stands(known)
          : new SampleResult.ContentDiffers(sampleId());
    }
  }

  /** Closes the sample with its final quantity, once. */
  record Close(SampleId sampleId, int finalQuantity)
      implements SampleCommand<SampleResult.OfClose> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public SampleResult.OfClose decide(SampleBook book, Instant now) {
      Sample known = book.samples().get(sampleId);
      if (known == null) {
        return new SampleResult.Missing(sampleId);
      }
      return switch (known.state()) {
        case Open _ when finalQuantity > known.request().quantity() ->
            new SampleResult.QuantityExceeded(known, finalQuantity);
        case Open open ->
            new SampleResult.Stands(book.change(known, open.closed(finalQuantity), now));
        case Closed closed when closed.finalQuantity() == finalQuantity ->
            new SampleResult.Stands(known);
        case Closed _ -> new SampleResult.ClosedOtherwise(known);
      };
    }
  }

  /** The result of a command that may not apply. */
  sealed interface SampleResult {

    /** The result of {@link Create}. */
    sealed interface OfCreate extends SampleResult {}

    /** The result of {@link Close}. */
    sealed interface OfClose extends SampleResult {}

    /** The sample in its current state, whether this command changed it or an earlier one did. */
    record Stands(Sample sample) implements OfCreate, OfClose {}

    /** The id is used with other content; nothing was stored. */
    record ContentDiffers(SampleId sampleId) implements OfCreate {}

    // shop-only: begin
    /** Inventory knows no such item; nothing was stored. */
    record UnknownSku(String sku) implements OfCreate {}

    /** Inventory has not answered; nothing was stored. */
    record InventorySilent(SampleId sampleId) implements OfCreate {}

    // shop-only: end
    /** The id is not used; nothing was stored. */
    record Missing(SampleId sampleId) implements OfClose {}

    /** The final quantity is too large; nothing was stored. */
    record QuantityExceeded(Sample sample, int finalQuantity) implements OfClose {}

    /** It is closed with another final quantity; nothing was stored. */
    record ClosedOtherwise(Sample sample) implements OfClose {}
  }
}
