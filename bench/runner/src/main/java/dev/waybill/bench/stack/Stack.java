package dev.waybill.bench.stack;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.LoadGenerator;
import dev.waybill.bench.load.Rate;
import dev.waybill.bench.machine.ContextSwitches;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.Jvm;
import dev.waybill.bench.machine.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Processes that take orders.
 *
 * @param jvms in the order of the list of services: order, inventory, payment and so on
 * @param orders the database in which orders stay open until they are completed; empty for a chain
 *     that stores nothing
 * @param clientOptions the options of `waybill` with which its commands reach the services; empty
 *     if they cannot
 */
public record Stack(
    String name,
    List<Jvm> jvms,
    LoadGenerator generator,
    Postgres postgres,
    Optional<String> orders,
    List<String> clientOptions)
    implements Contender {
  /** The delay between confirmation and fulfilment, in all contenders that fulfil. */
  private static final Duration FULFILMENT_PAUSE = Duration.ofSeconds(2);

  /** The services keep their open orders in a table of their own. */
  private static final String OPEN = "SELECT EXISTS (SELECT FROM due_orders)";

  /** For the peer, and for services of before that table. Each half matches an index. */
  private static final String OPEN_BY_INDEX =
      """
      SELECT EXISTS (SELECT FROM orders WHERE state IN ('PENDING', 'REJECTING', 'CANCELLING'))
        OR EXISTS (SELECT FROM orders WHERE state IN ('CONFIRMED', 'FULFILLING'))
      """;

  @Override
  public Sample run(Load load) {
    return sample(load.inFlight(), load.hot(), load.duration(), () -> generator.run(load));
  }

  /** What an order costs at a rate. All orders count, so there is no lead-in. */
  public Sample run(double perSecond, Duration duration) {
    Rate rate = new Rate(perSecond, Duration.ZERO, duration);
    return sample(0, false, duration, () -> generator.run(rate));
  }

  @Override
  public Answers at(Rate rate) {
    return generator.run(rate);
  }

  @Override
  public void finish() {
    orders.ifPresent(database -> postgres.awaitFalse(database, open(database)));
  }

  private String open(String database) {
    return postgres.number(database, "SELECT count(to_regclass('due_orders'))") == 0
        ? OPEN_BY_INDEX
        : OPEN;
  }

  private Sample sample(int inFlight, boolean hot, Duration duration, Supplier<Answers> generate) {
    Cpu cpu = new Cpu(postgres.processId());
    List<Long> processes = jvms.stream().map(Jvm::id).toList();
    ContextSwitches switches =
        ContextSwitches.start(
            () -> Stream.concat(processes.stream(), cpu.postgresProcesses().stream()).toList());
    Map<String, Double> before = cpu.millis(processes);
    long start = System.nanoTime();
    Answers answers = generate.get();
    finish();
    Duration taken = Duration.ofNanos(System.nanoTime() - start).minus(pause());
    Map<String, Double> after = cpu.millis(processes);
    double switched = switches.stop();
    Duration counted = taken.compareTo(duration) > 0 ? taken : duration;
    return new Sample(
        name,
        inFlight,
        hot,
        answers.answered(),
        answers.failed(),
        answers.perSecond(),
        answers.answered() / (counted.toNanos() / 1e9),
        answers.p50(),
        answers.p99(),
        perOrder(before, after, answers.answered()),
        switched / Math.max(1, answers.answered()));
  }

  /** Ends all processes in parallel, because writing an AOT cache takes each of them seconds. */
  public void close() {
    jvms.parallelStream().forEach(Jvm::close);
  }

  /** The last order of a run waits this long for its fulfilment, and nothing runs meanwhile. */
  private Duration pause() {
    return orders.isPresent() ? FULFILMENT_PAUSE : Duration.ZERO;
  }

  static Map<String, Double> perOrder(
      Map<String, Double> before, Map<String, Double> after, long orders) {
    Map<String, Double> used = new TreeMap<>();
    after.forEach(
        (part, millis) ->
            used.put(part, (millis - before.getOrDefault(part, 0.0)) / Math.max(1, orders)));
    return used;
  }
}
