package dev.waybill.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** The error that a call failed with, split into its parts. */
record RpcFailure(Code code, String reason, List<String> fields, String resource) {

  static RpcFailure of(Supplier<?> call) {
    StatusRuntimeException failure =
        Assertions.catchThrowableOfType(StatusRuntimeException.class, call::get);
    assertThat(failure).as("the call's error").isNotNull();
    return of(failure);
  }

  static RpcFailure of(StatusRuntimeException failure) {
    List<String> fields =
        detail(failure, BadRequest.getDefaultInstance()).getFieldViolationsList().stream()
            .map(FieldViolation::getField)
            .toList();
    return new RpcFailure(
        failure.getStatus().getCode(),
        detail(failure, ErrorInfo.getDefaultInstance()).getReason(),
        fields,
        detail(failure, ResourceInfo.getDefaultInstance()).getResourceName());
  }

  private static <T extends Message> T detail(StatusRuntimeException failure, T empty) {
    try {
      Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
      for (Any detail : status.getDetailsList()) {
        @SuppressWarnings("unchecked") // The class of a message is its own type.
        Class<T> type = (Class<T>) empty.getClass();
        if (detail.is(type)) {
          return detail.unpack(type);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    return empty;
  }
}
