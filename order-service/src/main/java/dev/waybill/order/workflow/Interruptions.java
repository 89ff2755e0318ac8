package dev.waybill.order.workflow;

/** Is told when a run of the work on an order breaks off. */
@FunctionalInterface
public interface Interruptions {
  /** Takes no notice. */
  Interruptions IGNORED = _ -> {};

  void happened(RuntimeException cause);
}
