package dev.waybill.bench.stack;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.Rate;

/** Something that takes orders and can be measured. */
public interface Contender {
  String name();

  /** Applies the load and waits until all its work is done. */
  Sample run(Load load);

  /** Applies the load and waits for the answers; work that they started may go on. */
  Answers at(Rate rate);

  /** Waits until all work that orders started is done. */
  void finish();
}
