package dev.waybill.common.correlation;

import io.grpc.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The gRPC context and the log fields of a thread that works for a call. */
public record CallScope(Context context) {
  private static final String LOG_FIELD = "correlationId";

  /** Returns the scope of the current thread. */
  public static CallScope current() {
    return new CallScope(Context.current());
  }

  /** Runs the work in this scope, and restores the thread's previous scope afterwards. */
  public void run(Runnable work) {
    boolean _ =
        call(
            () -> {
              work.run();
              return true;
            });
  }

  /** Like {@link #run}, for work with a result. */
  <T> T call(Supplier<T> work) {
    Context previous = context.attach();
    String before = MDC.get(LOG_FIELD);
    setLogField(CorrelationId.KEY.get(context));
    try {
      return work.get();
    } finally {
      setLogField(before);
      context.detach(previous);
    }
  }

  private static void setLogField(@Nullable String id) {
    if (id == null) {
      MDC.remove(LOG_FIELD);
    } else {
      MDC.put(LOG_FIELD, id);
    }
  }
}
