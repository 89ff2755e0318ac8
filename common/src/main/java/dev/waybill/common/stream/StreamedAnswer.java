package dev.waybill.common.stream;

import dev.waybill.common.auth.AuthErrors;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** A finite answer in many messages, such as a report. */
public final class StreamedAnswer {
  private StreamedAnswer() {}

  /**
   * Sends the messages that the source emits. The source runs on its own thread and may block. The
   * stream ends when the source returns, with the error for its exception, or when the caller's
   * token expires. It is not asked to end earlier, because nobody could resume it. Once the caller
   * has left, emitting throws, which ends the source.
   */
  public static <M> void start(Consumer<Consumer<M>> source, StreamObserver<M> observer) {
    PushStream<M> stream =
        new PushStream<>(
            (ServerCallStreamObserver<M>) observer, OutboundBuffer.ofAtMost(0, "fixed"), _ -> "");
    StreamLife.current().onExpiring(() -> stream.fail(AuthErrors.expiredToken()));
    stream.startSource(
        "stream",
        () -> {
          source.accept(stream::send);
          stream.complete();
        });
  }
}
