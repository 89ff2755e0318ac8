package dev.waybill.local.stream;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.util.List;
import java.util.function.IntConsumer;

/** Sends a client stream no faster than the server takes it, and waits for its one answer. */
public final class SingleUpload {
  private SingleUpload() {}

  /**
   * Sends the messages and reports how many have been sent.
   *
   * @throws StatusRuntimeException if the stream breaks; it is then unknown how much has arrived
   */
  public static <Q, R> R send(BlockingClientCall<Q, R> call, List<Q> messages, IntConsumer progress)
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
