package dev.waybill.system.callers;

import com.google.protobuf.DynamicMessage;
import com.google.rpc.Status;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.testing.Bytes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The first thing that a server sends for a request.
 *
 * @param error the end of the call; empty if a message came first, or the call ended with OK
 */
record Outcome(Optional<Status> error) {
  private static final int PATIENCE_SECONDS = 30;

  /** Calls any method. A method with a client's stream gets an empty one. */
  static Outcome of(Channel channel, MethodDescriptor<?, ?> method, DynamicMessage request) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(method.getType())
            .setFullMethodName(method.getFullMethodName())
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    First first = new First();
    ClientCall<byte[], byte[]> call = channel.newCall(raw, CallOptions.DEFAULT.withWaitForReady());
    call.start(first, new Metadata());
    call.request(1);
    if (method.getType().clientSendsOneMessage()) {
      call.sendMessage(request.toByteArray());
    }
    call.halfClose();
    Outcome outcome = first.outcome.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    call.cancel("answered", null);
    return outcome;
  }

  /** Returns whether the call got past authentication and authorization. */
  boolean isAdmitted() {
    return code() != Code.UNAUTHENTICATED && code() != Code.PERMISSION_DENIED;
  }

  Code code() {
    return error
        .map(status -> io.grpc.Status.fromCodeValue(status.getCode()).getCode())
        .orElse(Code.OK);
  }

  String reason() {
    return error.map(status -> ErrorDetails.reasonIn(status.getDetailsList())).orElse("");
  }

  /** Keeps the first event of a call. */
  private static final class First extends ClientCall.Listener<byte[]> {
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    @Override
    public void onMessage(byte[] message) {
      outcome.complete(new Outcome(Optional.empty()));
    }

    @Override
    public void onClose(io.grpc.Status status, Metadata trailers) {
      outcome.complete(
          new Outcome(
              status.isOk()
                  ? Optional.empty()
                  : Optional.of(StatusProto.fromStatusAndTrailers(status, trailers))));
    }
  }
}
