package dev.waybill.system.cluster;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Repeats calls until they are answered, as a client should. */
public final class Repeated {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** With these codes the outcome of the call is unknown, or it had no effect. */
  private static final Set<Status.Code> NO_ANSWER =
      EnumSet.of(
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.CANCELLED,
          Status.Code.RESOURCE_EXHAUSTED);

  private Repeated() {}

  /** Rethrows the call's failure, unless it means that there was no answer. */
  public static <T> T untilAnswered(String what, Supplier<T> call) {
    return until(what, () -> attempt(call));
  }

  static <T> T until(String what, Supplier<Optional<T>> attempt) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(attempt::get, Optional::isPresent)
        .orElseThrow();
  }

  /** Makes the call once; empty if it was not answered. */
  static <T> Optional<T> attempt(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (StatusRuntimeException e) {
      if (NO_ANSWER.contains(e.getStatus().getCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
