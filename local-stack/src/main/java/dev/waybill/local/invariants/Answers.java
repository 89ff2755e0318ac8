package dev.waybill.local.invariants;

import dev.waybill.common.server.ServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls one service for the audit, and names the service if it does not answer. */
public record Answers(ServiceDefinition<?, ?> service) {
  /** Returns the answer; empty if the service says that it does not exist. */
  public <T> Optional<T> find(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw new AuditFailedException(service, e);
    }
  }

  /** The messages of a stream, read lazily; only a few are held in memory. */
  public <T, R> Iterator<R> stream(Supplier<Iterator<T>> call, Function<T, R> reading) {
    Iterator<T> answers = ask(call);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return ask(answers::hasNext);
      }

      @Override
      public R next() {
        return reading.apply(ask(answers::next));
      }
    };
  }

  /** The failure of a service that sent what its contract forbids. */
  public AuditFailedException brokenContract(String problem) {
    return new AuditFailedException(
        service, Status.INTERNAL.withDescription(problem).asRuntimeException());
  }

  private <T> T ask(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw new AuditFailedException(service, e);
    }
  }
}
