package dev.waybill.common.group;

/**
 * Decides which groups may try the quick path. After each miss twice as many groups lock first, up
 * to a limit, so that two instances that change the same rows waste few attempts. Used by one
 * thread.
 */
final class QuickPath {
  private static final int MOST_LOCKED = 64;

  private int penalty;
  private int locked;

  boolean isOpen() {
    return locked == 0;
  }

  void hit() {
    penalty = 0;
  }

  void missed() {
    penalty = Math.min(MOST_LOCKED, Math.max(1, 2 * penalty));
    locked = penalty;
  }

  /** Counts a group that locked its rows. */
  void locked() {
    locked = Math.max(0, locked - 1);
  }
}
