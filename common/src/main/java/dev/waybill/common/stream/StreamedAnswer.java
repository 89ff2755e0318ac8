package dev.waybill.common.stream;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** A finite answer in many messages, such as a report. */
public final class StreamedAnswer {
  private StreamedAnswer() {}

  /**
   * Sends the messages that the source emits. The source runs on its own thread and may block. The
   * stream ends when the source returns, or with the error for its exception. Once the caller has
   * left, emitting throws, which ends the source.
   */
  public static <M> void start(Consumer<Consumer<M>> source, StreamObserver<M> observer) {
    PushStream<M> stream =
        new PushStream<>(
            (ServerCallStreamObserver<M>) observer, OutboundBuffer.ofAtMost(0, "fixed"), _ -> "");
    stream.startSource(
        "stream",
        () -> {
          source.accept(stream::send);
          stream.complete();
        });
  }
}
