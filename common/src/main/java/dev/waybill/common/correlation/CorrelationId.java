package dev.waybill.common.correlation;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id that ties together everything done for one call, over all services, in logs and events.
 */
public final class CorrelationId {
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("x-correlation-id", Metadata.ASCII_STRING_MARSHALLER);
  static final Context.Key<String> KEY = Context.key("correlation-id");

  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private CorrelationId() {}

  /** The id of the call or background work that this thread does; empty where it does neither. */
  public static String current() {
    String id = KEY.get();
    return id == null ? "" : id;
  }

  /**
   * The current id extended by the number of an item within the call; as it is where that would be
   * too long.
   */
  public static String ofItem(long number) {
    String id = current() + "." + number;
    return ACCEPTED.matcher(id).matches() ? id : current();
  }

  /** A new id, for work that no caller asked for. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Does the work under the id, free of the deadline and cancellation of the call around it. */
  public static void run(String id, Runnable work) {
    new CallScope(Context.ROOT.withValue(KEY, id)).run(work);
  }

  /** Like {@link #run}, for work with a result. */
  public static <T> T call(String id, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    run(id, task);
    return task.get();
  }

  /**
   * The work to be done on another thread under the id of the call that asked for it, but going on
   * when that call ends.
   */
  public static Runnable detached(Runnable work) {
    String id = current();
    return () -> run(id, work);
  }

  /**
   * The caller's id where it is one, else a new one: it ends up in logs, so not any text will do.
   */
  static String accept(@Nullable String offered) {
    return offered != null && ACCEPTED.matcher(offered).matches() ? offered : newId();
  }
}
