package dev.waybill.template.domain;

import dev.waybill.common.time.TimeBudget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores samples and their events. A change is durable when its method returns. Throws the
 * exceptions of {@code dev.waybill.common.failure}.
 */
public interface SampleStore extends AutoCloseable {
  /** Applies a command, in a group with others that arrive at the same time. */
  <R> R apply(SampleCommand<R> command, TimeBudget budget);

  Optional<Sample> find(SampleId id, TimeBudget budget);

  /**
   * Lists samples, newest first.
   *
   * @param after the last entry of the previous page; null for the first page
   */
  List<Sample> list(@Nullable PagePosition after, int limit, TimeBudget budget);

  /** Applies the commands already submitted, and refuses later ones. */
  @Override
  void close();

  /** The position of one entry in the list of all samples, newest first. */
  record PagePosition(Instant createTime, SampleId sampleId) {
    public static PagePosition of(Sample sample) {
      return new PagePosition(sample.createTime(), sample.id());
    }
  }
}
