package dev.waybill.template.domain;

import dev.waybill.common.command.Book;
import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The samples that a group of commands works on, and the events of their changes. */
public final class SampleBook extends Book {
  private final Rows<SampleId, Sample> samples;
  private final List<SampleEvent> events = new ArrayList<>();

  /**
   * Creates an empty book.
   *
   * @param recent keeps samples from one book to the next
   */
  public SampleBook(RowCache<SampleId, Sample> recent) {
    this.samples = add(new Rows<>(recent));
  }

  public Rows<SampleId, Sample> samples() {
    return samples;
  }

  /** The events in the order in which they happened. */
  public List<SampleEvent> events() {
    return Collections.unmodifiableList(events);
  }

  Sample create(SampleRequest request, Instant now) {
    return keep(Sample.create(request, now));
  }

  Sample change(Sample known, SampleState next, Instant now) {
    return keep(known.changed(next, now));
  }

  private Sample keep(Sample sample) {
    samples.put(sample.id(), sample);
    events.add(SampleEvent.of(sample));
    return sample;
  }
}
