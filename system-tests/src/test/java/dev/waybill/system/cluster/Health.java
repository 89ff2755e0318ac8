package dev.waybill.system.cluster;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;

/** Checks whether services serve. */
public final class Health {
  private static final Duration TIME = Duration.ofSeconds(2);

  private Health() {}

  /** Whether this one instance serves, checked on its own connection. */
  public static boolean isServing(Instance instance) {
    ManagedChannel channel = instance.security().channelTo(instance.target()).build();
    try {
      return isServing(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  /** Whether the channel's service serves. A channel in backoff reconnects at once. */
  public static boolean isServing(ManagedChannel channel) {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(TIME)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException _) {
      channel.resetConnectBackoff();
      return false;
    }
  }
}
