package dev.waybill.system.crash;

/** When a process dies, relative to a call on a port. */
enum Moment {
  /** The call has not been made yet. */
  BEFORE,
  /** The method has returned. If it is asynchronous, the work has only begun. */
  AFTER,
  /** The work is done but its result is not known yet: between the commit and the answer. */
  DONE
}
