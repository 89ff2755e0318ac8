package dev.waybill.system.faults.network;

/** What can be wrong with a {@link Link}. */
enum Trouble {
  NONE,
  /** Everything arrives late. */
  DELAY,
  /** Everything arrives a byte at a time. */
  SINGLE_BYTES,
  /** Open and new connections are reset. */
  RESET,
  /** Half-open: once anything is sent on a connection, it stays open but loses everything. */
  SILENCE,
  /** The same, but only answers are lost, so the requests are carried out. */
  LOST_ANSWERS
}
