package dev.waybill.payment;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Two instances of payment-service on one database, used in turn. */
final class PaymentInstances implements AutoCloseable {
  private final AtomicInteger calls = new AtomicInteger();
  private List<RunningPayments> instances;

  PaymentInstances() {
    RunningPayments first = new RunningPayments();
    this.instances = List.of(first, first.anotherInstance());
  }

  RunningPayments first() {
    return instances.getFirst();
  }

  RunningPayments next() {
    return instances.get(Math.floorMod(calls.getAndIncrement(), instances.size()));
  }

  /** Restarts both instances, so they remember nothing. */
  void restart() {
    close();
    instances = instances.stream().map(RunningPayments::anotherInstance).toList();
  }

  @Override
  public void close() {
    instances.forEach(RunningPayments::close);
  }
}
