package dev.waybill.local.load;

import java.util.concurrent.ThreadLocalRandom;

/** When the orders of a fixed rate are due. */
public enum Arrivals {
  /** All equally far apart. */
  EVEN,
  /**
   * Each at a random time of the phase, independent of the others. Real customers arrive like this,
   * sometimes several at once, and so do the transactions of `pgbench --rate`.
   */
  RANDOM;

  /**
   * When an order is due, as a fraction of its phase.
   *
   * @param number the order's number in the phase, from 0
   * @param count all orders of the phase
   * @param previous the result for the order before it; 0 for the first
   */
  public double due(long number, long count, double previous) {
    return switch (this) {
      case EVEN -> number / (double) count;
      // The earliest of the remaining orders, each of which is equally likely at any time left.
      case RANDOM ->
          previous
              + (1 - previous)
                  * (1
                      - Math.pow(ThreadLocalRandom.current().nextDouble(), 1.0 / (count - number)));
    };
  }
}
