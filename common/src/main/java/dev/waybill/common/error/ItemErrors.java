package dev.waybill.common.error;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;

/** Converts the error of a call into the error of one item of a stream. */
final class ItemErrors {
  private ItemErrors() {}

  static ItemError of(StatusRuntimeException error) {
    // Null only if the chain has no status, but here the error itself has one.
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(error));
    ItemError.Builder item =
        ItemError.newBuilder()
            .setCode(Code.forNumber(status.getCode()))
            .setMessage(status.getMessage());
    addDetail(item, status.getDetailsList());
    return item.build();
  }

  /**
   * Adds one detail, because an item has room for only one: the last that is set. Fields win,
   * because only they say what to correct.
   */
  private static void addDetail(ItemError.Builder item, List<Any> details) {
    ErrorDetails.find(details, ResourceInfo.class).ifPresent(item::setResourceInfo);
    ErrorDetails.find(details, RetryInfo.class).ifPresent(item::setRetryInfo);
    ErrorDetails.find(details, ErrorInfo.class).ifPresent(item::setErrorInfo);
    ErrorDetails.find(details, BadRequest.class).ifPresent(item::setBadRequest);
  }
}
