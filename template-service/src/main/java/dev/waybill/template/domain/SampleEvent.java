package dev.waybill.template.domain;

import java.time.Instant;

/** One change of state; version 1 is the creation. */
public record SampleEvent(SampleId sampleId, long version, Kind kind, Instant time) {

  static SampleEvent of(Sample sample) {
    return new SampleEvent(
        sample.id(), sample.version(), Kind.of(sample.state()), sample.updateTime());
  }

  /** The states by their names, without what belongs to them. */
  public enum Kind {
    OPEN,
    CLOSED;

    public static Kind of(SampleState state) {
      return switch (state) {
        case SampleState.Open _ -> OPEN;
        case SampleState.Closed _ -> CLOSED;
      };
    }
  }

  /**
   * An event as it was stored.
   *
   * @param position its place in the sequence of all events, in commit order; counts from 1 without
   *     a gap
   */
  public record RecordedEvent(long position, SampleEvent event) {}
}
