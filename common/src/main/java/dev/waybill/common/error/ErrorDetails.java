package dev.waybill.common.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the typed details of an error, and finds them in an error that was received. Those that
 * are built stay under 4 KiB together, for any input.
 */
public final class ErrorDetails {
  static final int MAX_VIOLATIONS = 20;
  static final int MAX_VALUE_LENGTH = 64;
  static final int MAX_MESSAGE_LENGTH = 256;
  private static final int MAX_DESCRIPTION_LENGTH = 160;

  /** Leaves room for the message and the ErrorInfo within the 4 KiB. */
  private static final int MAX_VIOLATION_BYTES = 2560;

  private static final String DOMAIN = "waybill.dev";

  private ErrorDetails() {}

  public static ErrorInfo info(String reason, Map<String, String> metadata) {
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN);
    metadata.forEach((key, value) -> info.putMetadata(key, cut(value, MAX_VALUE_LENGTH)));
    return info.build();
  }

  static ResourceInfo resource(String type, String name) {
    return ResourceInfo.newBuilder()
        .setResourceType(type)
        .setResourceName(cut(name, MAX_VALUE_LENGTH))
        .build();
  }

  public static FieldViolation violation(String field, String description) {
    return FieldViolation.newBuilder()
        .setField(cut(field, MAX_VALUE_LENGTH))
        .setDescription(cut(description, MAX_DESCRIPTION_LENGTH))
        .build();
  }

  /** Returns the first violations that fit. */
  static BadRequest badRequest(List<FieldViolation> violations) {
    BadRequest.Builder answer = BadRequest.newBuilder();
    int bytes = 0;
    for (FieldViolation violation : violations) {
      FieldViolation shortened = violation(violation.getField(), violation.getDescription());
      bytes += shortened.getSerializedSize() + 4;
      if (answer.getFieldViolationsCount() == MAX_VIOLATIONS || bytes > MAX_VIOLATION_BYTES) {
        break;
      }
      answer.addFieldViolations(shortened);
    }
    return answer.build();
  }

  /**
   * Returns the stable reason of a failed call; empty if the failure does not come from one of our
   * services.
   */
  public static String reasonOf(Throwable failure) {
    return reasonIn(detailsOf(failure));
  }

  /** Returns the stable reason among the details of a status, in the same way. */
  public static String reasonIn(List<Any> details) {
    return find(details, ErrorInfo.class)
        .filter(info -> info.getDomain().equals(DOMAIN))
        .map(ErrorInfo::getReason)
        .orElse("");
  }

  /** Returns the names of the invalid fields that a failed call was refused for. */
  public static List<String> fieldsOf(Throwable failure) {
    return find(failure, BadRequest.class).stream()
        .flatMap(badRequest -> badRequest.getFieldViolationsList().stream())
        .map(FieldViolation::getField)
        .toList();
  }

  /** Finds the first detail of the type; empty if there is none or it is damaged. */
  public static <M extends Message> Optional<M> find(Throwable failure, Class<M> type) {
    return find(detailsOf(failure), type);
  }

  /** Finds the first detail of the type among the details of a status, in the same way. */
  public static <M extends Message> Optional<M> find(List<Any> details, Class<M> type) {
    return details.stream()
        .filter(detail -> detail.is(type))
        .findFirst()
        .flatMap(detail -> unpack(detail, type));
  }

  private static List<Any> detailsOf(Throwable failure) {
    Status status = StatusProto.fromThrowable(failure);
    return status == null ? List.of() : status.getDetailsList();
  }

  private static <M extends Message> Optional<M> unpack(Any detail, Class<M> type) {
    try {
      return Optional.of(detail.unpack(type));
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty();
    }
  }

  /** Cuts a text without splitting a surrogate pair, because half of a pair cannot be encoded. */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    return text.substring(0, end);
  }
}
