package dev.waybill.payment;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The details of the error that a call failed with. */
record RpcFailure(Status.Code code, String reason, List<String> fields, String resource) {
  static RpcFailure of(ThrowingCallable call) {
    var error = catchThrowableOfType(StatusRuntimeException.class, call);
    if (error == null) {
      throw new AssertionError("the call should have failed");
    }
    var status = StatusProto.fromThrowable(error);
    List<Any> details = status == null ? List.of() : status.getDetailsList();
    return new RpcFailure(
        error.getStatus().getCode(),
        find(details, ErrorInfo.class).map(ErrorInfo::getReason).orElse(""),
        find(details, BadRequest.class).stream()
            .flatMap(bad -> bad.getFieldViolationsList().stream())
            .map(FieldViolation::getField)
            .toList(),
        find(details, ResourceInfo.class).map(ResourceInfo::getResourceName).orElse(""));
  }

  private static <M extends Message> Optional<M> find(List<Any> details, Class<M> type) {
    return details.stream()
        .filter(detail -> detail.is(type))
        .findFirst()
        .map(detail -> unpack(detail, type));
  }

  private static <M extends Message> M unpack(Any detail, Class<M> type) {
    try {
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
