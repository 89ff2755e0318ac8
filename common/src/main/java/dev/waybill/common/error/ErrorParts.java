package dev.waybill.common.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** Finds the typed details in the status of a failed call. */
public final class ErrorParts {
  private ErrorParts() {}

  /**
   * The stable reason that the service gave; empty if the failure did not come from the service.
   */
  public static String reason(StatusRuntimeException failure) {
    return find(failure, ErrorInfo.class).map(ErrorInfo::getReason).orElse("");
  }

  /** Finds the first detail of the type; empty if there is none or it is damaged. */
  public static <T extends Message> Optional<T> find(
      StatusRuntimeException failure, Class<T> type) {
    Status status = StatusProto.fromThrowable(failure);
    if (status == null) {
      return Optional.empty();
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        return unpack(detail, type);
      }
    }
    return Optional.empty();
  }

  private static <T extends Message> Optional<T> unpack(Any detail, Class<T> type) {
    try {
      return Optional.of(detail.unpack(type));
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty();
    }
  }
}
