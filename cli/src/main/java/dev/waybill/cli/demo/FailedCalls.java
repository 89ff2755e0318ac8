package dev.waybill.cli.demo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Reads the details of calls that failed. */
final class FailedCalls {
  private FailedCalls() {}

  /** Whether the details contain the text as a reason or as an invalid field. */
  static boolean names(StatusRuntimeException failure, String text) {
    Status status = StatusProto.fromThrowable(failure);
    return status != null
        && status.getDetailsList().stream().anyMatch(detail -> names(detail, text));
  }

  private static boolean names(Any detail, String text) {
    try {
      if (detail.is(ErrorInfo.class)) {
        return detail.unpack(ErrorInfo.class).getReason().equals(text);
      }
      return detail.is(com.google.rpc.BadRequest.class)
          && detail.unpack(com.google.rpc.BadRequest.class).getFieldViolationsList().stream()
              .map(FieldViolation::getField)
              .anyMatch(text::equals);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
