package dev.waybill.common.rpc;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps a channel from waiting long before it connects again: gRPC's own wait grows to two minutes
 * and cannot be set, far longer than work may wait for a service that has come back.
 *
 * <p>Also while other addresses serve: in a rolling restart the instance that has come back must be
 * in use before the next one goes. A channel with nothing to connect does nothing when asked.
 */
final class ConnectBackoffLimit {
  private static final long PERIOD_SECONDS = 3;

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
