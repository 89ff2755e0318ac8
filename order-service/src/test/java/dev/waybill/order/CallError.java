package dev.waybill.order;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error that a call failed with. */
record CallError(Code code, String reason, List<String> fields) {

  static CallError of(ThrowingCallable call) {
    StatusRuntimeException thrown =
        Objects.requireNonNull(
            catchThrowableOfType(StatusRuntimeException.class, call), "the call succeeded");
    return of(thrown);
  }

  static CallError of(StatusRuntimeException thrown) {
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(thrown));
    String reason = "";
    List<String> fields = List.of();
    for (Any detail : status.getDetailsList()) {
      try {
        if (detail.is(ErrorInfo.class)) {
          reason = detail.unpack(ErrorInfo.class).getReason();
        } else if (detail.is(BadRequest.class)) {
          fields =
              detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                  .map(FieldViolation::getField)
                  .toList();
        }
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
    return new CallError(thrown.getStatus().getCode(), reason, fields);
  }
}
