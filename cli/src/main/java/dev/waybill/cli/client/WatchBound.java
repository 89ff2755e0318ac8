package dev.waybill.cli.client;

import dev.waybill.common.time.TimeBudget;
import java.util.List;

/** How many events and how much time are left of a watch. */
public final class WatchBound {
  private final TimeBudget time;
  private int left;

  WatchBound(int limit, TimeBudget time) {
    this.left = limit;
    this.time = time;
  }

  /** Returns as many of the events as may still be shown, and counts them as shown. */
  public <E> List<E> admit(List<E> events) {
    List<E> admitted = events.subList(0, Math.min(left, events.size()));
    left -= admitted.size();
    return admitted;
  }

  public boolean isReached() {
    return left == 0 || isTimeUp();
  }

  public boolean isTimeUp() {
    return time.isSpent();
  }
}
