package dev.waybill.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the failure of a call tells its caller. */
final class CallError {
  private static final Set<Status.Code> FINAL =
      EnumSet.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.ALREADY_EXISTS,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.OUT_OF_RANGE,
          Status.Code.UNIMPLEMENTED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.PERMISSION_DENIED);

  private final StatusRuntimeException failure;

  CallError(StatusRuntimeException failure) {
    this.failure = failure;
  }

  /** The name of the status code, such as ALREADY_EXISTS. */
  String code() {
    return failure.getStatus().getCode().name();
  }

  /**
   * Whether the same request would get the same answer again. After any other error the request may
   * have succeeded, and can be repeated with the same ids.
   */
  boolean isFinal() {
    return FINAL.contains(failure.getStatus().getCode());
  }

  /** The stable reason; empty if the error is not Waybill's. */
  Optional<String> reason() {
    return detail(ErrorInfo.class).map(ErrorInfo::getReason);
  }

  /** The fields of the request that break a rule. */
  List<String> fields() {
    return detail(BadRequest.class).map(CallError::fields).orElse(List.of());
  }

  /** The fields that such a detail names. */
  static List<String> fields(BadRequest detail) {
    return detail.getFieldViolationsList().stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  private <D extends Message> Optional<D> detail(Class<D> type) {
    return Optional.ofNullable(StatusProto.fromThrowable(failure)).stream()
        .flatMap(status -> status.getDetailsList().stream())
        .filter(any -> any.is(type))
        .findFirst()
        .map(any -> unpack(any, type));
  }

  private static <D extends Message> D unpack(Any any, Class<D> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the error's details are damaged", e);
    }
  }
}
