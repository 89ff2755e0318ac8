package dev.waybill.system.faults;

/** What can be wrong with a {@link Link}. */
enum Trouble {
  NONE,
  /** Everything arrives late. */
  DELAY,
  /** Everything arrives a byte at a time. */
  SINGLE_BYTES,
  /** Connections are reset, those that are open and those that are opened. */
  RESET,
  /** Half-open: a connection on which anything is sent stays open, but loses all from then on. */
  SILENCE,
  /** Like it, but only answers are lost: what was asked for is done. */
  LOST_ANSWERS
}
