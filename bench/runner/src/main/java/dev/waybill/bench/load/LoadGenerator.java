package dev.waybill.bench.load;

/** Places orders and waits for their answers. */
public interface LoadGenerator {
  Answers run(Load load);
}
