package dev.waybill.common.correlation;

import io.grpc.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread must wear while it works for a call: the gRPC context and the log fields. */
public record CallScope(Context context) {
  private static final String LOG_FIELD = "correlationId";

  /** What the current thread wears. */
  public static CallScope current() {
    return new CallScope(Context.current());
  }

  /** Puts the scope on for the work, and afterwards back what the thread wore before. */
  public void run(Runnable work) {
    Context previous = context.attach();
    String before = MDC.get(LOG_FIELD);
    setLogField(CorrelationId.KEY.get(context));
    try {
      work.run();
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
