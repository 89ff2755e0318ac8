package dev.waybill.common.rpc;

import com.google.protobuf.StringValue;
import com.google.rpc.ErrorInfo;
import dev.waybill.common.error.Details;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The client side of one call, message by message. */
public final class RawCall {
  private final ClientCall<StringValue, StringValue> call;
  private final List<StringValue> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();

  private RawCall(ClientCall<StringValue, StringValue> call) {
    this.call = call;
  }

  static RawCall start(ClientCall<StringValue, StringValue> call) {
    RawCall started = new RawCall(call);
    call.start(started.new Answers(), new Metadata());
    call.request(Integer.MAX_VALUE);
    return started;
  }

  public RawCall send(String text) {
    call.sendMessage(StringValue.of(text));
    return this;
  }

  public void halfClose() {
    call.halfClose();
  }

  public List<StringValue> messages() {
    return messages;
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /** Waits for the end of the call. */
  public Closed closed() {
    return closed.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Waits for the end and returns its reason, which must be set. */
  public String reason() {
    return Details.of(closed().asException(), ErrorInfo.class).getReason();
  }

  /** How a call ended. */
  public record Closed(Status status, Metadata trailers) {
    public StatusRuntimeException asException() {
      return status.asRuntimeException(trailers);
    }
  }

  private final class Answers extends ClientCall.Listener<StringValue> {
    @Override
    public void onMessage(StringValue message) {
      messages.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      closed.complete(new Closed(status, trailers));
    }
  }
}
