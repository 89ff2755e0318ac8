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
 * Sends a client's stream no faster than the server takes it, and waits for its one answer. When
 * the stream breaks there is no answer, and nobody knows how much had arrived: all is sent again,
 * so messages must be safe to repeat.
 */
public final class Upload {
  private final Outage outage;

  /** Patience is how long to go on while no upload gets through. */
  public Upload(Duration patience, StreamNotices notices) {
    this.outage = new Outage(patience, notices);
  }

  /** Sends the messages until they are answered, and tells how many of them have left. */
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
   * @throws StatusRuntimeException when the stream breaks
   */
  public static <Q, R> R sendOnce(
      BlockingClientCall<Q, R> call, List<Q> messages, IntConsumer progress)
      throws InterruptedException {
    try {
      return sendAll(call, messages, progress);
    } catch (StatusException e) {
      throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
    } finally {
      // Does nothing to a call that has ended; ends one that was interrupted.
      call.cancel("the upload has ended", null);
    }
  }

  /** Writing waits until gRPC is ready for the message, so that none is kept in memory. */
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
