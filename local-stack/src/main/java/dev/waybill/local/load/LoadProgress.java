package dev.waybill.local.load;

/** Receives the progress of a run while it is measured. */
public interface LoadProgress {
  /** Called twice a second, from a thread of its own. */
  void progress(String phase, LoadResult soFar, Latency lately);

  /** A search has tested a rate. */
  void step(double rate, LoadResult result);
}
