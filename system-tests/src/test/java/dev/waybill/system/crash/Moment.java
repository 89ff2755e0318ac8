package dev.waybill.system.crash;

/** When, seen from a call on a port, a process dies. */
enum Moment {
  /** Nothing has been asked yet. */
  BEFORE,
  /** The method has returned; where it answers later, the work has only begun. */
  AFTER,
  /** What was begun is done, and nobody knows yet: between the commit and the answer. */
  DONE
}
