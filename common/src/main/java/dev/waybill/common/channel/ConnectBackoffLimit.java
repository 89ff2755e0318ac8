package dev.waybill.common.channel;

import dev.waybill.common.deadline.CallTimers;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps a channel from waiting long before it connects again or looks its target's name up again:
 * gRPC's own waits grow to two minutes and cannot be set, far longer than work may wait for a
 * service that has come back or moved.
 *
 * <p>Also while other addresses serve: in a rolling restart the instance that has come back must be
 * in use before the next one goes. A name is looked up even when all is well, so that an address
 * that is silent is left for the one that took its place; {@link NameCache} bounds how often.
 */
final class ConnectBackoffLimit {
  private static final long PERIOD_SECONDS = 2;

  private ConnectBackoffLimit() {}

  static void on(ManagedChannel channel) {
    AtomicReference<Future<?>> self = new AtomicReference<>();
    Runnable check =
        () -> {
          Future<?> task = self.get();
          if (channel.isShutdown() && task != null) {
            task.cancel(false);
          } else if (channel.getState(false) != ConnectivityState.IDLE) {
            channel.resetConnectBackoff();
          }
        };
    self.set(
        CallTimers.scheduler()
            .scheduleWithFixedDelay(check, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS));
  }
}
