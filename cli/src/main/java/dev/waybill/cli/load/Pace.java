package dev.waybill.cli.load;

/** When orders are placed. */
interface Pace {
  /**
   * Places orders until the phase is over or the thread is interrupted; some may still be under way
   * then.
   */
  void run(Tally phase);
}
