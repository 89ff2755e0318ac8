package dev.waybill.local.load;

/** Whether a run can be trusted, and whether everything in it succeeded. */
public enum Verdict {
  /** Every order was answered and decided. */
  GOOD,
  /** Calls failed. */
  FAILED,
  /** The generator could not keep its own schedule. */
  BEHIND,
  /** Orders were answered as PENDING. */
  UNDECIDED
}
