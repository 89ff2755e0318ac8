package dev.waybill.bench.stack;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.Rate;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Replaces pgbench where it is not installed: runs the same script in a loop over JDBC. */
record JdbcBench(String name, Postgres postgres, String database, JdbcScript script)
    implements Contender {
  @Override
  public Sample run(Load load) {
    Cpu cpu = new Cpu(postgres.processId());
    Map<String, Double> before = cpu.millis(List.of());
    LongAdder orders = new LongAdder();
    long end = System.nanoTime() + load.duration().toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(load.inFlight())) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < load.inFlight(); i++) {
        clients.add(threads.submit(() -> work(load.hot() ? 0 : Stock.ITEMS - 1, end, orders)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    double rate = orders.sum() / (load.duration().toNanos() / 1e9);
    return new Sample(
        name,
        load.inFlight(),
        load.hot(),
        orders.sum(),
        0,
        rate,
        rate,
        1000 * load.inFlight() / rate,
        Double.NaN,
        Stack.perOrder(before, cpu.millis(List.of()), orders.sum()),
        Double.NaN);
  }

  /** Only pgbench itself keeps a rate; what builds on it is not measured without it. */
  @Override
  public Answers at(Rate rate) {
    return new Answers(0, 0, false, 0, Double.NaN, Double.NaN);
  }

  /** Every run waits for its orders. */
  @Override
  public void finish() {}

  private void work(int lastItem, long end, LongAdder orders) {
    try (Connection connection = postgres.connect(database)) {
      while (System.nanoTime() < end) {
        script.run(connection, lastItem);
        orders.increment();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a statement of the script failed", e);
    }
  }
}
