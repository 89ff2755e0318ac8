package dev.waybill.order.workflow;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.ParticipantUnavailableException;

/** How one run of the saga ended. */
public sealed interface SagaOutcome {

  /** The order in its current state: there is nothing to do for now, or another run does it. */
  record AtRest(Order order) implements SagaOutcome {}

  /**
   * A participant or the store gave no answer, so the order needs another run.
   *
   * @param claimed the order as this run last knew it to be stored
   */
  record Interrupted(ClaimedOrder claimed, RuntimeException cause) implements SagaOutcome {

    /** Whether the cause is a fault of ours and not a missing answer. */
    boolean isFault() {
      return switch (cause) {
        case ParticipantUnavailableException _,
            DatabaseUnavailableException _,
            OutcomeUnknownException _,
            OverloadedException _,
            TimeExpiredException _ ->
            false;
        default -> true;
      };
    }
  }
}
