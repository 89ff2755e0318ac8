package dev.waybill.cli.client;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains in a few lines why a call, or one item of a stream, failed. */
public final class FailedCall {
  private FailedCall() {}

  /** Returns one line for the failure and one for each invalid field. */
  public static List<String> lines(String serviceTitle, StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String reason = ErrorDetails.reasonOf(failure);
    if (reason.isEmpty() && status.getCode() == Status.Code.UNAVAILABLE) {
      return List.of(serviceTitle + " cannot be reached: " + TransportFailure.reason(status));
    }
    if (reason.isEmpty() && status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return List.of("DEADLINE_EXCEEDED: " + serviceTitle + " did not answer in time");
    }
    if (reason.equals(CommonErrorReason.CREDENTIALS_MISSING.name())) {
      return List.of(
          "%s %s: the call has no token; set --auth-token-file"
              .formatted(status.getCode(), reason));
    }
    return describe(
        status.getCode().name(),
        reason,
        Optional.ofNullable(status.getDescription()).orElse("no further detail"),
        ErrorDetails.find(failure, BadRequest.class).orElse(BadRequest.getDefaultInstance()));
  }

  /** Returns why an item of a stream was refused, in the same form. */
  public static List<String> lines(ItemError error) {
    return describe(
        error.getCode().name(),
        error.getErrorInfo().getReason(),
        error.getMessage(),
        error.getBadRequest());
  }

  private static String describe(FieldViolation violation) {
    return violation.getField() + ": " + violation.getDescription();
  }

  private static List<String> describe(
      String code, String reason, String message, BadRequest fields) {
    List<String> violations =
        fields.getFieldViolationsList().stream().map(FailedCall::describe).toList();
    // The message of our services repeats the first violation.
    String text = violations.contains(message) ? "the request is invalid" : message;
    List<String> lines = new ArrayList<>();
    lines.add(code + (reason.isEmpty() ? "" : " " + reason) + ": " + text);
    violations.forEach(violation -> lines.add("  " + violation));
    return lines;
  }
}
