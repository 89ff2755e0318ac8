package dev.waybill.bench.load;

/** Places orders and waits for their answers. */
public interface LoadGenerator {
  /** Keeps a number of orders in flight. */
  Answers run(Load load);

  /** Keeps a rate. */
  Answers run(Rate rate);
}
