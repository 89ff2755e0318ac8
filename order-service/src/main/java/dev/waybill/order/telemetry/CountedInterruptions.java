package dev.waybill.order.telemetry;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.order.telemetry.OrderMetrics.Interruption;
import dev.waybill.order.workflow.Interruptions;

/** Counts interruptions by their cause. */
public record CountedInterruptions(OrderMetrics metrics) implements Interruptions {
  @Override
  public void happened(RuntimeException cause) {
    metrics
        .interruptions()
        .add(
            switch (cause) {
              case ParticipantUnavailableException _ -> Interruption.PARTICIPANT_SILENT;
              case DatabaseUnavailableException _ -> Interruption.DATABASE_UNAVAILABLE;
              case OutcomeUnknownException _ -> Interruption.OUTCOME_UNKNOWN;
              case OverloadedException _ -> Interruption.OVERLOADED;
              case TimeExpiredException _ -> Interruption.OUT_OF_TIME;
              default -> Interruption.FAULT;
            });
  }
}
