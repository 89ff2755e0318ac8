package dev.waybill.common.correlation;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that connects everything done for one call, across all services, in logs and events. */
public final class CorrelationId {
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("x-correlation-id", Metadata.ASCII_STRING_MARSHALLER);
  static final Context.Key<String> KEY = Context.key("correlation-id");

  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private CorrelationId() {}

  /** Returns the id of the call or background work of this thread; empty if there is none. */
  public static String current() {
    String id = KEY.get();
    return id == null ? "" : id;
  }

  /**
   * Returns the current id followed by an item's number within the call; the current id alone if
   * the result would be too long.
   */
  public static String ofItem(long number) {
    String id = current() + "." + number;
    return ACCEPTED.matcher(id).matches() ? id : current();
  }

  /** Returns a new id, for work that no caller requested. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Runs the work under the id, detached from the deadline and cancellation of the current call.
   */
  public static void run(String id, Runnable work) {
    new CallScope(Context.ROOT.withValue(KEY, id)).run(work);
  }

  /** Like {@link #run}, for work with a result. */
  public static <T> T call(String id, Supplier<T> work) {
    return new CallScope(Context.ROOT.withValue(KEY, id)).call(work);
  }

  /**
   * Wraps work for another thread. It runs under the id of the current call, but continues when
   * that call ends.
   */
  public static Runnable detached(Runnable work) {
    String id = current();
    return () -> run(id, work);
  }

  /**
   * Returns the caller's id if it is valid, else a new one. It is checked because it is written to
   * logs.
   */
  static String accept(@Nullable String offered) {
    return offered != null && ACCEPTED.matcher(offered).matches() ? offered : newId();
  }
}
