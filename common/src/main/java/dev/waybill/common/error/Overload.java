package dev.waybill.common.error;

import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import dev.waybill.common.failure.OverloadedException;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** The error for a call that is refused because the server is overloaded. */
final class Overload {
  static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  /**
   * A negative value tells gRPC's own retry layer not to retry, and counts the failure against its
   * retry budget. A delay would make grpc-java retry even a call whose status is not retryable.
   */
  private static final String DO_NOT_RETRY = "-1";

  private Overload() {}

  static StatusRuntimeException error(OverloadedException failure) {
    OwnStatusException error =
        RpcErrors.build(
            Code.RESOURCE_EXHAUSTED,
            String.valueOf(failure.getMessage()),
            ErrorDetails.info(CommonErrorReason.OVERLOADED.name(), Map.of()),
            // Tells the caller that it may retry after this time.
            RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(1)).build());
    error.ownTrailers().put(PUSHBACK, DO_NOT_RETRY);
    return error;
  }
}
