package dev.waybill.cli.stream;

import dev.waybill.local.stream.SingleUpload;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Uploads messages until they are answered. If the stream breaks it is unknown how much had
 * arrived, so everything is sent again and messages must be idempotent.
 */
public final class Upload {
  private final Outage outage;

  /** The patience is how long to continue while no upload succeeds. */
  public Upload(Duration patience, StreamNotices notices) {
    this.outage = new Outage(patience, notices);
  }

  /** Sends the messages until they are answered, and reports how many have been sent. */
  public <Q, R> R send(
      Supplier<BlockingClientCall<Q, R>> opener, List<Q> messages, IntConsumer progress)
      throws InterruptedException {
    while (true) {
      try {
        R answer =
            SingleUpload.send(
                opener.get(),
                messages,
                sent -> {
                  outage.connected();
                  progress.accept(sent);
                });
        outage.over();
        return answer;
      } catch (StatusRuntimeException failure) {
        outage.pauseAfter(failure);
      }
    }
  }
}
