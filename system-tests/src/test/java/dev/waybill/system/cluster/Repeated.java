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

/** Calls that are made again, as a client should, for as long as there is no answer. */
public final class Repeated {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** After these nobody knows what became of the call, or nothing did. */
  private static final Set<Status.Code> NO_ANSWER =
      EnumSet.of(
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.CANCELLED,
          Status.Code.RESOURCE_EXHAUSTED);

  private Repeated() {}

  /** Throws what the call throws, unless that is no answer. */
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

  /** Makes the call once; empty without an answer. */
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
