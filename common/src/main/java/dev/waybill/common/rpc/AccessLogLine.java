package dev.waybill.common.rpc;

import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The log line of one call, written once, at whichever end of the call comes first. */
final class AccessLogLine {
  static final String LOGGER = "dev.waybill.access";
  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private final String method;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean written = new AtomicBoolean();

  AccessLogLine(String method) {
    this.method = method;
  }

  /** Writes the line. A regular end is logged at level INFO, whatever its code. */
  void write(Status.Code code, boolean isRegularEnd) {
    if (written.compareAndSet(false, true)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      LOG.atLevel(isRegularEnd ? Level.INFO : level(code)).log("{} {} {} ms", method, code, millis);
    }
  }

  /**
   * A caller's mistake is INFO, and a request that we could not serve is WARN. ERROR is for our own
   * faults: any exception of a method becomes INTERNAL, so UNKNOWN and UNIMPLEMENTED are statuses
   * that a method chose.
   */
  private static Level level(Status.Code code) {
    return switch (code) {
      case OK -> Level.DEBUG;
      case CANCELLED,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          UNAUTHENTICATED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          ABORTED,
          UNIMPLEMENTED ->
          Level.INFO;
      case UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE -> Level.WARN;
      case INTERNAL, DATA_LOSS -> Level.ERROR;
    };
  }
}
