package dev.waybill.common.telemetry;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;

/**
 * Observes the work of a process. {@link #NONE} observes nothing and adds nothing to what is
 * observed, so that telemetry costs nothing while it is off.
 */
public interface Instrumentation extends AutoCloseable {
  /** Telemetry is off. */
  Instrumentation NONE = new NoInstrumentation();

  /** Observes the calls that the server gets. */
  void observe(ServerBuilder<?> server);

  /** Observes the calls that the channel makes. */
  void observe(ManagedChannelBuilder<?> channel);

  /** Returns what measures everything else. */
  Meters meters();

  /** Sends what has been observed, and observes no more. */
  @Override
  void close();
}
