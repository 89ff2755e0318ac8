package dev.waybill.common.testing.layers.workflow;

import java.time.Instant;
import java.util.function.Supplier;

/** Reads the machine's clock, by a method reference, although all times must be the database's. */
public final class WorkflowWithClock {
  public static final Supplier<Instant> CLOCK = Instant::now;

  private WorkflowWithClock() {}
}
