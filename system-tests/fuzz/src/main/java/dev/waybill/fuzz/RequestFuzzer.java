package dev.waybill.fuzz;

import dev.waybill.common.rpc.StandardInterceptors;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the fuzzer's bytes as the request of one method, through the server's interceptors and the
 * handler up to the first port. The answer must always be one that a service gives on purpose. An
 * unforeseen failure appears as INTERNAL or UNKNOWN.
 */
public final class RequestFuzzer {
  private static final String SERVER = "fuzzed";

  /**
   * UNAVAILABLE means that the request was valid and reached a port, which has nothing behind it.
   */
  private static final Set<Code> EXPECTED =
      Set.of(Code.OK, Code.INVALID_ARGUMENT, Code.UNAVAILABLE);

  private static @Nullable ManagedChannel channel;
  private static @Nullable MethodDescriptor<byte[], byte[]> method;

  private RequestFuzzer() {}

  /** Called once, with the full name of the method to call. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    List<BindableService> services = FuzzedServices.all();
    InProcessServerBuilder server = InProcessServerBuilder.forName(SERVER).directExecutor();
    services.forEach(service -> server.addService(StandardInterceptors.server(service)));
    server.build().start();
    channel = InProcessChannelBuilder.forName(SERVER).directExecutor().build();
    method = RequestMethods.raw(RequestMethods.named(services, arguments[0]));
  }

  /** Called once per input. */
  public static void fuzzerTestOneInput(byte[] request) {
    if (channel == null || method == null) {
      throw new IllegalStateException("not initialized");
    }
    Answer answer = new Answer();
    ClientCall<byte[], byte[]> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(answer, new Metadata());
    call.request(Integer.MAX_VALUE);
    call.sendMessage(request);
    call.halfClose();
    Status status = answer.status(method.getType());
    call.cancel("answered", null);
    if (!EXPECTED.contains(status.getCode())) {
      throw new AssertionError(method.getFullMethodName() + " answered " + status);
    }
  }

  /** The first thing that the service sends for a request. */
  private static final class Answer extends ClientCall.Listener<byte[]> {
    private final CompletableFuture<Status> status = new CompletableFuture<>();

    /** An open server stream has accepted the request, and need not end. */
    Status status(MethodType type) {
      return type == MethodType.SERVER_STREAMING
          ? status.getNow(Status.OK)
          : status.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void onMessage(byte[] message) {
      status.complete(Status.OK);
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
      status.complete(end);
    }
  }
}
