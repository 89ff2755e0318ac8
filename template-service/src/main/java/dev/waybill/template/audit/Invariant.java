package dev.waybill.template.audit;

/** The invariants that this service checks, by the names in the audit's report. */
enum Invariant {
  /** What is closed has a final quantity of at most its quantity. */
  SAMPLE_QUANTITY,
  /** Events have no gap, and the last one agrees with the stored state. */
  SAMPLE_HISTORY
}
