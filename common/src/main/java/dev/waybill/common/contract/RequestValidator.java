package dev.waybill.common.contract;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest.FieldViolation;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.error.RpcErrors;

/** Checks requests against the rules of their contract. */
public final class RequestValidator {
  /** Shared by the whole process, because it is slow to build and caches compiled rules. */
  private static final Validator VALIDATOR = ValidatorFactory.newBuilder().build();

  private RequestValidator() {}

  /** Throws INVALID_ARGUMENT, naming the fields that break a rule. */
  public static void check(Message message) {
    ValidationResult result = validate(message);
    if (!result.isSuccess()) {
      throw RpcErrors.invalidFields(
          result.getViolations().stream().map(RequestValidator::fieldViolation).toList());
    }
  }

  /**
   * Compiles the rules of a message, so that the first request does not have to wait.
   *
   * @throws StartupException if a rule cannot be compiled
   */
  public static void warm(Descriptor message) {
    try {
      var _ = VALIDATOR.validate(DynamicMessage.getDefaultInstance(message));
    } catch (ValidationException e) {
      // The rule compiler marks the position of an error, over several lines.
      String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R[\\s|.]*", " ");
      throw new StartupException(
          "the rules of message %s cannot be applied: %s".formatted(message.getFullName(), reason),
          e);
    }
  }

  private static ValidationResult validate(Message message) {
    try {
      return VALIDATOR.validate(message);
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "the rules of " + message.getDescriptorForType().getFullName() + " cannot be applied", e);
    }
  }

  private static FieldViolation fieldViolation(Violation violation) {
    build.buf.validate.Violation proto = violation.toProto();
    String field = FieldPaths.toText(proto.getField());
    String description = proto.getMessage();
    int colon = description.indexOf(": ");
    if (field.isEmpty() && colon > 0) {
      // A rule for a whole message has no field; the texts of ours begin with the field that they
      // mean.
      return ErrorDetails.violation(
          description.substring(0, colon), description.substring(colon + 2));
    }
    return ErrorDetails.violation(field, description);
  }
}
