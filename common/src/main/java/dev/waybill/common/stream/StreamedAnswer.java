package dev.waybill.common.stream;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** An answer in many messages that comes to an end by itself, such as a report. */
public final class StreamedAnswer {
  private StreamedAnswer() {}

  /**
   * Answers with what the source passes on, which runs on a thread of its own and may block. Ends
   * when the source returns, or with the error for what it throws. When the caller has gone,
   * passing on throws, which ends the source.
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
