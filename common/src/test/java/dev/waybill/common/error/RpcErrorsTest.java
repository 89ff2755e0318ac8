package dev.waybill.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class RpcErrorsTest {
  private static final int FOUR_KIB = 4096;

  @Test
  void hasAReasonInOurDomain() {
    StatusRuntimeException error =
        RpcErrors.error(
            Code.FAILED_PRECONDITION,
            "TOO_LATE",
            "it is too late",
            Map.of("state", "x".repeat(99)));
    ErrorInfo info = Details.of(error, ErrorInfo.class);

    assertThat(error.getStatus().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(error.getStatus().getDescription()).isEqualTo("it is too late");
    assertThat(info.getReason()).isEqualTo("TOO_LATE");
    assertThat(info.getDomain()).isEqualTo("waybill.dev");
    assertThat(info.getMetadataOrThrow("state")).hasSize(64);
  }

  @Test
  void namesTheResource() {
    StatusRuntimeException error =
        RpcErrors.resource(Code.NOT_FOUND, "ITEM_NOT_FOUND", "no such item", "item", "ITEM-1");

    assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo("ITEM_NOT_FOUND");
    assertThat(Details.of(error, ResourceInfo.class))
        .isEqualTo(
            ResourceInfo.newBuilder().setResourceType("item").setResourceName("ITEM-1").build());
  }

  @Test
  void namesInvalidFields() {
    StatusRuntimeException error = RpcErrors.invalidField("lines[2].quantity", "must be positive");

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(error.getStatus().getDescription()).isEqualTo("lines[2].quantity: must be positive");
    assertThat(Details.of(error, BadRequest.class).getFieldViolationsList())
        .containsExactly(violation("lines[2].quantity", "must be positive"));
  }

  @Test
  void namesAtMostTwentyViolations() {
    StatusRuntimeException error =
        RpcErrors.invalidFields(Collections.nCopies(101, violation("code", "is bad")));

    assertThat(Details.of(error, BadRequest.class).getFieldViolationsCount()).isEqualTo(20);
  }

  @Test
  void keepsDetailsUnderFourKibForAnyInput() {
    String longText = "\uD83D\uDE00".repeat(5000);
    StatusRuntimeException error =
        RpcErrors.invalidFields(Collections.nCopies(101, violation(longText, longText)));
    BadRequest details = Details.of(error, BadRequest.class);

    assertThat(status(error).getSerializedSize()).isLessThan(FOUR_KIB);
    assertThat(details.getFieldViolationsCount()).isPositive();
    assertThat(details.getFieldViolations(0).getField()).hasSize(64).doesNotContain("?");
  }

  @Test
  void doesNotCutAValueInsideACharacter() {
    assertThat(ErrorDetails.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    assertThat(ErrorDetails.cut("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
  }

  @Test
  void givesInfrastructureFailuresTheirOwnReasons() {
    Exception cause = new Exception("secret host name");

    assertMapped(
        new DatabaseUnavailableException("secret", cause),
        Code.UNAVAILABLE,
        CommonErrorReason.DATABASE_UNAVAILABLE);
    assertMapped(
        new OutcomeUnknownException("secret", cause),
        Code.UNAVAILABLE,
        CommonErrorReason.OUTCOME_UNKNOWN);
    assertMapped(
        new TimeExpiredException("secret"), Code.DEADLINE_EXCEEDED, CommonErrorReason.TIME_EXPIRED);
    assertMapped(
        new OverloadedException("the queue is full"),
        Code.RESOURCE_EXHAUSTED,
        CommonErrorReason.OVERLOADED);
  }

  @Test
  void doesNotLogADatabaseOutageForEachCall() {
    try (LoggedLines lines = new LoggedLines(RpcErrors.class.getName())) {
      var _ = RpcErrors.from(new DatabaseUnavailableException("gone for hours", new Exception()));

      assertThat(lines.with("gone for hours")).isEmpty();
    }
  }

  @Test
  void tellsGrpcNotToRetryAnOverloadAndTheCallerWhenTo() {
    StatusRuntimeException error = RpcErrors.from(new OverloadedException("the queue is full"));

    assertThat(Objects.requireNonNull(error.getTrailers()).get(Overload.PUSHBACK)).isEqualTo("-1");
    assertThat(Details.of(error, RetryInfo.class).getRetryDelay().getSeconds()).isEqualTo(1);
  }

  @Test
  void mapsUnexpectedFailuresToInternalWithoutDetails() {
    assertInternal(new IllegalStateException("password=hunter2"));
    assertInternal(new CompletionException(new AssertionError("at line 12")));
  }

  @Test
  void doesNotPassOnTheStatusOfAnUpstream() {
    assertInternal(Status.NOT_FOUND.withDescription("no such row").asRuntimeException());
    assertInternal(Status.PERMISSION_DENIED.asRuntimeException());
  }

  @Test
  void keepsOurOwnErrors() {
    StatusRuntimeException own = RpcErrors.error(Code.ABORTED, "LOST", "lost a race");

    assertThat(RpcErrors.from(own)).isSameAs(own);
    assertThat(RpcErrors.from(new CompletionException(own))).isSameAs(own);
  }

  @Test
  void givesAnItemTheErrorOfAUnaryCall() {
    ItemError bad = RpcErrors.toItemError(RpcErrors.invalidField("quantity", "must be positive"));
    ItemError missing =
        RpcErrors.toItemError(
            RpcErrors.resource(Code.NOT_FOUND, "ITEM_NOT_FOUND", "no such item", "item", "ITEM-1"));
    ItemError unexpected = RpcErrors.toItemError(new IllegalStateException("secret"));

    assertThat(bad.getCode()).isEqualTo(com.google.rpc.Code.INVALID_ARGUMENT);
    assertThat(bad.getBadRequest().getFieldViolations(0).getField()).isEqualTo("quantity");
    assertThat(missing.getCode()).isEqualTo(com.google.rpc.Code.NOT_FOUND);
    assertThat(missing.getErrorInfo().getReason()).isEqualTo("ITEM_NOT_FOUND");
    assertThat(unexpected.getCode()).isEqualTo(com.google.rpc.Code.INTERNAL);
    assertThat(unexpected.toString()).doesNotContain("secret");
  }

  private static void assertMapped(Exception failure, Code code, CommonErrorReason reason) {
    StatusRuntimeException error = RpcErrors.from(new CompletionException(failure));

    assertThat(error.getStatus().getCode()).isEqualTo(code);
    assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo(reason.name());
    assertThat(status(error).toString()).doesNotContain("secret");
  }

  private static void assertInternal(Throwable failure) {
    StatusRuntimeException error = RpcErrors.from(failure);

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INTERNAL);
    assertThat(error.getStatus().getDescription()).isEqualTo("internal error");
    assertThat(error.getStatus().getCause()).isNull();
    assertThat(Details.all(error)).isEmpty();
  }

  private static com.google.rpc.Status status(StatusRuntimeException error) {
    return Objects.requireNonNull(StatusProto.fromThrowable(error));
  }

  private static FieldViolation violation(String field, String description) {
    return FieldViolation.newBuilder().setField(field).setDescription(description).build();
  }
}
