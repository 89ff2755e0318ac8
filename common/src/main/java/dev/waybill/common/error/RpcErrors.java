package dev.waybill.common.error;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest.FieldViolation;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the errors that calls end with, as google.rpc.Status with typed details. */
public final class RpcErrors {
  private static final Logger LOG = LoggerFactory.getLogger(RpcErrors.class);

  private RpcErrors() {}

  /** Returns an error with a stable reason. */
  public static StatusRuntimeException error(Code code, String reason, String message) {
    return error(code, reason, message, Map.of());
  }

  /** Returns an error with a stable reason; metadata values are cut to 64 characters. */
  public static StatusRuntimeException error(
      Code code, String reason, String message, Map<String, String> metadata) {
    return build(code, message, ErrorDetails.info(reason, metadata));
  }

  /** Returns an error about one resource. */
  public static StatusRuntimeException resource(
      Code code, String reason, String message, String resourceType, String resourceName) {
    return build(
        code,
        message,
        ErrorDetails.info(reason, Map.of()),
        ErrorDetails.resource(resourceType, resourceName));
  }

  /** Returns INVALID_ARGUMENT for one field, named by its path, such as "lines[2].quantity". */
  public static StatusRuntimeException invalidField(String field, String description) {
    return invalidField(CommonErrorReason.INVALID_REQUEST, field, description);
  }

  public static StatusRuntimeException invalidField(
      CommonErrorReason reason, String field, String description) {
    return invalid(reason, List.of(ErrorDetails.violation(field, description)));
  }

  /** Returns INVALID_ARGUMENT for at least one field; names the first 20. */
  public static StatusRuntimeException invalidFields(List<FieldViolation> violations) {
    return invalid(CommonErrorReason.INVALID_REQUEST, violations);
  }

  private static StatusRuntimeException invalid(
      CommonErrorReason reason, List<FieldViolation> violations) {
    FieldViolation first = violations.getFirst();
    return build(
        Code.INVALID_ARGUMENT,
        first.getField() + ": " + first.getDescription(),
        ErrorDetails.info(reason.name(), Map.of()),
        ErrorDetails.badRequest(violations));
  }

  /**
   * Returns the id of an item for use in its answer, cut to 64 characters because it may be any
   * text.
   */
  public static String echo(String id) {
    return ErrorDetails.cut(id, ErrorDetails.MAX_VALUE_LENGTH);
  }

  /**
   * Returns the error of an item in a stream: the one that a unary call with this item would have.
   */
  public static ItemError toItemError(Throwable failure) {
    return ItemErrors.of(from(failure));
  }

  /**
   * Returns the error for any failure. An unknown failure, including an upstream's status, is
   * logged and becomes INTERNAL without details.
   */
  public static StatusRuntimeException from(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> from(wrapped.getCause());
      case ExecutionException wrapped when wrapped.getCause() != null -> from(wrapped.getCause());
      case OwnStatusException own -> own;
      case OverloadedException overloaded -> Overload.error(overloaded);
      case DatabaseUnavailableException unavailable -> {
        // Debug level, because the database already logs its outage once, and this is a line per
        // call.
        LOG.debug("database unavailable: {}", unavailable.getMessage());
        yield common(
            Code.UNAVAILABLE,
            CommonErrorReason.DATABASE_UNAVAILABLE,
            "the database cannot be used at the moment; nothing was done");
      }
      case OutcomeUnknownException unknown -> {
        LOG.warn("outcome unknown: {}", unknown.getMessage());
        yield common(
            Code.UNAVAILABLE,
            CommonErrorReason.OUTCOME_UNKNOWN,
            "it is not known what was done; send the same request again");
      }
      case TimeExpiredException expired ->
          common(
              Code.DEADLINE_EXCEEDED,
              CommonErrorReason.TIME_EXPIRED,
              "time ran out before the work began; nothing was done");
      default -> {
        LOG.error("unexpected failure", failure);
        yield new OwnStatusException(
            Status.INTERNAL.withDescription("internal error"), new Metadata());
      }
    };
  }

  public static StatusRuntimeException common(Code code, CommonErrorReason reason, String message) {
    return error(code, reason.name(), message);
  }

  public static OwnStatusException build(Code code, String message, Message... details) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(ErrorDetails.cut(message, ErrorDetails.MAX_MESSAGE_LENGTH));
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    StatusRuntimeException error = StatusProto.toStatusRuntimeException(status.build());
    Metadata trailers = error.getTrailers();
    return new OwnStatusException(error.getStatus(), trailers == null ? new Metadata() : trailers);
  }
}
