package dev.waybill.cli.audit;

import dev.waybill.cli.client.Service;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks one service, and names it when it does not answer. */
public record Answers(Service service) {
  /** The answer; empty where the service says that there is no such thing. */
  <T> Optional<T> find(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw new AuditFailedException(service, e);
    }
  }

  /** The stream's answers one by one; no more than a few are held at a time. */
  <T, R> Iterator<R> stream(Supplier<Iterator<T>> call, Function<T, R> reading) {
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

  /** The failure of a service that answers what its contract rules out. */
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
