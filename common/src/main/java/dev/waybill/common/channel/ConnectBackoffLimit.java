package dev.waybill.common.channel;

import dev.waybill.common.deadline.CallTimers;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Limits how long a channel waits before it reconnects or looks up its target's name again. gRPC's
 * own waits grow to two minutes and cannot be configured. That is far longer than work may wait for
 * a service that has come back or moved.
 *
 * <p>This also applies while other addresses are serving: in a rolling restart, a restarted
 * instance must be in use before the next one stops. The name is looked up even when all is well,
 * so that an address that stopped responding is replaced by its successor. {@link NameCache} limits
 * how often.
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
