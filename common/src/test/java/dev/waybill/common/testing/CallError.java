package dev.waybill.common.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ResourceInfo;
import dev.waybill.common.error.ErrorDetails;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error that a call failed with, split into its parts; a missing part is empty. */
public record CallError(Code code, String reason, List<String> fields, String resource) {
  /** Runs the call, which must fail. */
  public static CallError of(ThrowingCallable call) {
    return of(
        Objects.requireNonNull(
            catchThrowableOfType(StatusRuntimeException.class, call), "the call succeeded"));
  }

  public static CallError of(StatusRuntimeException failure) {
    return new CallError(
        failure.getStatus().getCode(),
        ErrorDetails.reasonOf(failure),
        ErrorDetails.fieldsOf(failure),
        ErrorDetails.find(failure, ResourceInfo.class)
            .map(ResourceInfo::getResourceName)
            .orElse(""));
  }

  /** The code and the reason, such as "UNAVAILABLE OVERLOADED". */
  public String ending() {
    return (code + " " + reason).strip();
  }
}
