package dev.waybill.common.error;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import java.util.List;
import java.util.Map;

/** Builds the details of an error. Together they stay under 4 KiB, for any input. */
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

  /** Cuts a text without splitting a surrogate pair, because half of a pair cannot be encoded. */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    return text.substring(0, end);
  }
}
