package dev.waybill.order.client;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.error.FailureKind;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.ParticipantUnavailableException;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests about orders to one participant, and tells its answers from missing ones. */
final class Participant<S extends AbstractBlockingStub<S>> {

  private static final Logger LOG = LoggerFactory.getLogger(Participant.class);

  /** The error of our own channel if too little time was left to send the call. */
  private static final String NOT_SENT = CommonErrorReason.CALL_NOT_SENT.name();

  private final S stub;

  Participant(S stub) {
    this.stub = stub;
  }

  /** Sends a request for which the contract declares no refusal. */
  <T> T ask(MethodDescriptor<?, ?> method, OrderId id, TimeBudget budget, Function<S, T> question) {
    return ask(method, id, budget, question, Map.of());
  }

  /**
   * Calls a method on the calling thread, at most as long as the budget and the method's own limit.
   *
   * @param refusals the error reasons that count as answers, each with its meaning
   * @throws ParticipantUnavailableException if there is no answer, or none that the contract
   *     declares
   */
  <T> T ask(
      MethodDescriptor<?, ?> method,
      OrderId id,
      TimeBudget budget,
      Function<S, T> question,
      Map<String, T> refusals) {
    S timed = stub.withDeadlineAfter(time(method, budget));
    return answer(method, id, () -> question.apply(timed), refusals);
  }

  /** Like {@link #ask}, for a request that is not sent as a call of its own. */
  static <T> T answer(
      MethodDescriptor<?, ?> method, OrderId id, Supplier<T> question, Map<String, T> refusals) {
    try {
      return question.get();
    } catch (StatusRuntimeException error) {
      String reason = ErrorDetails.reasonOf(error);
      T refusal = refusals.get(reason);
      if (refusal != null) {
        return refusal;
      }
      String message = method.getFullMethodName() + ": " + cause(error.getStatus());
      if (FailureKind.of(error.getStatus().getCode()) != FailureKind.OUTAGE) {
        // A fault on one of the two sides. It proves nothing about the order, so it is no answer.
        LOG.error("order {}: {}", id, message);
      }
      throw new ParticipantUnavailableException(message, !reason.equals(NOT_SENT), error);
    }
  }

  /** The error for an answer that the contract does not declare. */
  static StatusRuntimeException unexpected(String answer) {
    return Status.INTERNAL.withDescription("unexpected " + answer).asRuntimeException();
  }

  /** How long to wait for the method's answer. */
  static Duration time(MethodDescriptor<?, ?> method, TimeBudget budget) {
    Duration limit = MethodPolicies.timeLimit(method);
    Duration remaining = budget.remaining();
    return remaining.compareTo(limit) < 0 ? remaining : limit;
  }

  /**
   * The same text for every order, because otherwise the log would report one outage once per
   * order.
   */
  private static String cause(Status status) {
    String description = status.getDescription();
    // gRPC's own description contains this call's waiting time and peer.
    return description == null || status.getCode() == Status.Code.DEADLINE_EXCEEDED
        ? status.getCode().name()
        : status.getCode() + ": " + description;
  }
}
