package dev.waybill.cli.client;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import dev.waybill.cli.stream.ErrorParts;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in a few lines why a call, or one item of a stream, failed. */
public final class FailedCall {
  private FailedCall() {}

  /** One line for the failure and one for each field at fault. */
  public static List<String> lines(String serviceTitle, StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String reason = reason(failure);
    if (reason.isEmpty() && status.getCode() == Status.Code.UNAVAILABLE) {
      return List.of(serviceTitle + " cannot be reached: " + rootMessage(status));
    }
    if (reason.isEmpty() && status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return List.of("DEADLINE_EXCEEDED: " + serviceTitle + " gave no answer in time");
    }
    return describe(
        status.getCode().name(),
        reason,
        Optional.ofNullable(status.getDescription()).orElse("no further detail"),
        ErrorParts.find(failure, BadRequest.class).orElse(BadRequest.getDefaultInstance()));
  }

  /** Why an item of a stream was refused, in the same form. */
  static List<String> lines(ItemError error) {
    return describe(
        error.getCode().name(),
        error.getErrorInfo().getReason(),
        error.getMessage(),
        error.getBadRequest());
  }

  /**
   * The stable reason that the service gave; empty when the failure is not the service's answer.
   */
  public static String reason(StatusRuntimeException failure) {
    return ErrorParts.find(failure, ErrorInfo.class).map(ErrorInfo::getReason).orElse("");
  }

  private static List<String> describe(
      String code, String reason, String message, BadRequest fields) {
    List<String> lines = new ArrayList<>();
    lines.add(code + (reason.isEmpty() ? "" : " " + reason) + ": " + message);
    for (FieldViolation violation : fields.getFieldViolationsList()) {
      lines.add("  " + violation.getField() + ": " + violation.getDescription());
    }
    return lines;
  }

  /** The network's own words, such as "Connection refused", say more than gRPC's around them. */
  private static String rootMessage(Status status) {
    String message = Optional.ofNullable(status.getDescription()).orElse("no further detail");
    for (Throwable at = status.getCause(); at != null; at = at.getCause()) {
      message = Optional.ofNullable(at.getMessage()).orElse(message);
    }
    return message.lines().findFirst().orElse(message);
  }
}
