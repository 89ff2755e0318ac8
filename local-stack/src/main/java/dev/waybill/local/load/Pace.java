package dev.waybill.local.load;

/** Decides when orders are placed. */
interface Pace {
  /**
   * Places orders until the phase is over or the thread is interrupted. Some may still be in flight
   * when it returns.
   */
  void run(Tally phase);
}
