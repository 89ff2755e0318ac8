package dev.waybill.cli.client;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import java.util.Iterator;

/** Sends a client's stream no faster than the server takes it, and waits for the answer. */
final class Upload {
  private Upload() {}

  static <Q, R> R send(BlockingClientCall<Q, R> call, Iterator<Q> messages) {
    try {
      return sendAll(call, messages);
    } catch (StatusException e) {
      throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
    } finally {
      // Does nothing to a call that has ended; ends one whose messages could not be read.
      call.cancel("the upload has ended", null);
    }
  }

  private static <Q, R> R sendAll(BlockingClientCall<Q, R> call, Iterator<Q> messages)
      throws InterruptedException, StatusException {
    boolean open = true;
    while (open && messages.hasNext()) {
      open = call.write(messages.next());
    }
    call.halfClose();
    R answer = call.read();
    if (answer == null) {
      throw Status.INTERNAL.withDescription("the answer is missing").asRuntimeException();
    }
    return answer;
  }
}
