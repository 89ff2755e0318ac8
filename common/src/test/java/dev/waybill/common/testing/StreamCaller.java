package dev.waybill.common.testing;

import dev.waybill.common.error.ErrorDetails;
import dev.waybill.proto.rpc.v1.ResumeInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream's caller that receives only as many messages as it requests, initially none. */
public final class StreamCaller<Q, R> extends ClientCall.Listener<R> {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Optional<R>> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<com.google.rpc.Status> end = new CompletableFuture<>();
  private final ClientCall<Q, R> call;

  private StreamCaller(ClientCall<Q, R> call) {
    this.call = call;
  }

  /** Opens a stream; waits for the server if it is not up yet. */
  public static <Q, R> StreamCaller<Q, R> open(Channel channel, MethodDescriptor<Q, R> method) {
    StreamCaller<Q, R> caller =
        new StreamCaller<>(channel.newCall(method, CallOptions.DEFAULT.withWaitForReady()));
    caller.call.start(caller, new Metadata());
    return caller;
  }

  public StreamCaller<Q, R> send(Q message) {
    call.sendMessage(message);
    return this;
  }

  public StreamCaller<Q, R> finish() {
    call.halfClose();
    return this;
  }

  public StreamCaller<Q, R> request(int messages) {
    call.request(messages);
    return this;
  }

  public void cancel() {
    call.cancel("gone", null);
  }

  /** Waits for the next message. */
  public R next() throws InterruptedException {
    return poll().orElseThrow(() -> new AssertionError("the stream has ended: " + ending()));
  }

  /** Waits for the next message; empty if the stream has ended instead. */
  public Optional<R> poll() throws InterruptedException {
    Optional<R> message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing came within %s s".formatted(PATIENCE_SECONDS));
    }
    return message;
  }

  public List<R> next(int count) throws InterruptedException {
    List<R> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(next());
    }
    return messages;
  }

  /** Removes and returns the messages that have arrived and have not been read yet. */
  public List<R> arrived() {
    List<Optional<R>> all = new ArrayList<>();
    received.drainTo(all);
    return all.stream().flatMap(Optional::stream).toList();
  }

  public boolean hasNothingMore() {
    return received.stream().noneMatch(Optional::isPresent);
  }

  public boolean isOver() {
    return end.isDone();
  }

  /** Waits for the end, and returns its code. */
  public Status.Code code() {
    return Status.fromCodeValue(end().getCode()).getCode();
  }

  /** Waits for the end, and returns its reason. */
  public String reason() {
    return ErrorDetails.reasonIn(end().getDetailsList());
  }

  /** Waits for the end, and returns its message for people. */
  public String description() {
    return end().getMessage();
  }

  /** Waits for the end, and returns code and reason, such as "UNAVAILABLE STREAM_ENDED". */
  public String ending() {
    return (code() + " " + reason()).strip();
  }

  /** Waits for the end, and returns the token with which to resume. */
  public String resumeToken() {
    return ErrorDetails.find(end().getDetailsList(), ResumeInfo.class)
        .orElseThrow(() -> new AssertionError("no ResumeInfo in " + end()))
        .getResumeToken();
  }

  private com.google.rpc.Status end() {
    return end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void onMessage(R message) {
    received.add(Optional.of(message));
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(StatusProto.fromStatusAndTrailers(status, trailers));
    received.add(Optional.empty());
  }
}
