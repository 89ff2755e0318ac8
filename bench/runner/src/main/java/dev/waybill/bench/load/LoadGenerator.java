package dev.waybill.bench.load;

/** Places orders and waits for the answers. */
public interface LoadGenerator {
  Answers run(Load load);
}
