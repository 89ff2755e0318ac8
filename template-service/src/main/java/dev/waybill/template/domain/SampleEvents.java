package dev.waybill.template.domain;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import java.util.List;

/**
 * Reads the stored events, in the same sequence on every instance. Throws the exceptions of {@code
 * dev.waybill.common.failure}.
 */
public interface SampleEvents {
  /** The position of the last event of all; 0 if there is none. */
  long lastPosition(TimeBudget budget);

  /** The first events after the position; fewer than the limit if there are no more. */
  List<RecordedEvent> after(long position, int limit, TimeBudget budget);
}
