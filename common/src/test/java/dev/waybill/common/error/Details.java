package dev.waybill.common.error;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;

/** Reads typed details from an error. */
public final class Details {
  private Details() {}

  static List<Any> all(Throwable error) {
    return Objects.requireNonNull(StatusProto.fromThrowable(error)).getDetailsList();
  }

  /** Returns the detail of the type; fails if there is none. */
  public static <M extends Message> M of(Throwable error, Class<M> type) {
    return ErrorDetails.find(error, type)
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + all(error)));
  }
}
