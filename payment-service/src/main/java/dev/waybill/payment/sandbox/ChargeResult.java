package dev.waybill.payment.sandbox;

import dev.waybill.payment.domain.ProcessorAnswer;

/**
 * What the sandbox answers to a command, kept apart by kind so that each caller gets its own kind
 * of answer.
 */
sealed interface ChargeResult {
  /**
   * The answer to an authorize.
   *
   * @param answer the decision
   * @param first whether this command decided it, rather than an earlier one
   */
  record Authorized(ProcessorAnswer.ToAuthorize answer, boolean first) implements ChargeResult {}

  /** The answer to a capture. */
  record Captured(ProcessorAnswer.ToCapture answer) implements ChargeResult {}

  /** The answer to a cancel. */
  record Cancelled(ProcessorAnswer.ToCancel answer) implements ChargeResult {}
}
