package dev.waybill.cli.stream;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Sends a client stream no faster than the server takes it, and waits for its one answer. If the
 * stream breaks there is no answer and it is unknown how much had arrived. Everything is then sent
 * again, so messages must be idempotent.
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
            sendOnce(
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

  /**
   * Sends the messages once.
   *
   * @throws StatusRuntimeException if the stream breaks
   */
  public static <Q, R> R sendOnce(
      BlockingClientCall<Q, R> call, List<Q> messages, IntConsumer progress)
      throws InterruptedException {
    try {
      return sendAll(call, messages, progress);
    } catch (StatusException e) {
      throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
    } finally {
      // Cancels an interrupted call; has no effect on one that has ended.
      call.cancel("the upload has ended", null);
    }
  }

  /** Each write waits until gRPC is ready for the message, so that none is buffered in memory. */
  private static <Q, R> R sendAll(
      BlockingClientCall<Q, R> call, List<Q> messages, IntConsumer progress)
      throws InterruptedException, StatusException {
    boolean open = true;
    for (int sent = 0; open && sent < messages.size(); sent++) {
      open = call.write(messages.get(sent));
      progress.accept(sent + 1);
    }
    call.halfClose();
    R answer = call.read();
    if (answer == null) {
      throw Status.INTERNAL.withDescription("the answer is missing").asRuntimeException();
    }
    return answer;
  }
}
