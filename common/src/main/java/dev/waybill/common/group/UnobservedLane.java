package dev.waybill.common.group;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes no notice. */
final class UnobservedLane implements LaneObserver {
  @Override
  public @Nullable Submission submitted() {
    return null;
  }

  @Override
  public void began(List<? extends Ticket<?, ?>> group) {}

  @Override
  public long now() {
    return 0;
  }

  @Override
  public void attempted(long startNanos, Attempt outcome) {}

  @Override
  public void close() {}
}
