package dev.waybill.common.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
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
    try {
      addDetail(item, status.getDetailsList());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an error of our own does not parse", e);
    }
    return item.build();
  }

  /**
   * Adds one detail, because an item has room for only one. Fields come first, because only they
   * say what to correct.
   */
  private static void addDetail(ItemError.Builder item, List<Any> details)
      throws InvalidProtocolBufferException {
    for (Any detail : details) {
      if (detail.is(BadRequest.class)) {
        item.setBadRequest(detail.unpack(BadRequest.class));
        return;
      }
      if (detail.is(ErrorInfo.class)) {
        item.setErrorInfo(detail.unpack(ErrorInfo.class));
      } else if (detail.is(RetryInfo.class) && !item.hasErrorInfo()) {
        item.setRetryInfo(detail.unpack(RetryInfo.class));
      } else if (detail.is(ResourceInfo.class) && !item.hasErrorInfo()) {
        item.setResourceInfo(detail.unpack(ResourceInfo.class));
      }
    }
  }
}
