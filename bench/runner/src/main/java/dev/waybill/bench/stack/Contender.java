package dev.waybill.bench.stack;

import dev.waybill.bench.load.Load;

/** Something that takes orders and can be measured. */
public interface Contender {
  String name();

  /** Applies the load and waits until all its work is done. */
  Sample run(Load load);
}
