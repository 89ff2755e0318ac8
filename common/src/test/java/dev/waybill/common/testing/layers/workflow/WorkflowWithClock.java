package dev.waybill.common.testing.layers.workflow;

import java.time.Instant;
import java.util.function.Supplier;

/** Breaks the rule that times are the database's, by a method reference even. */
public final class WorkflowWithClock {
  public static final Supplier<Instant> CLOCK = Instant::now;

  private WorkflowWithClock() {}
}
