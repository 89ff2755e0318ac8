package dev.waybill.common.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleService.Handler;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ErrorMappingInterceptorTest {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  @Test
  void mapsAHandlersExceptionToInternalWithoutDetails() {
    StatusRuntimeException error =
        failureOf(
            (_, _) -> {
              throw new IllegalStateException("password=hunter2");
            });

    assertInternal(error);
  }

  @Test
  void mapsAnExceptionGivenToOnError() {
    assertInternal(
        failureOf((_, observer) -> observer.onError(new IllegalStateException("hunter2"))));
  }

  @Test
  void doesNotLeakTheStatusOfAnUpstream() {
    assertInternal(
        failureOf(
            (_, _) -> {
              throw Status.NOT_FOUND.withDescription("hunter2").asRuntimeException();
            }));
  }

  @Test
  void passesOnOurOwnErrorsWithTheirDetails() {
    StatusRuntimeException error =
        failureOf(
            (_, _) -> {
              throw RpcErrors.error(Code.ABORTED, "LOST", "lost a race");
            });

    assertThat(error.getStatus().getCode()).isEqualTo(Code.ABORTED);
    assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo("LOST");
  }

  @Test
  void mapsAFailedFutureLikeItsFailure() {
    CompletableFuture<GetItemResponse> failed =
        CompletableFuture.failedFuture(
            new DatabaseUnavailableException("down", new Exception("refused")));

    StatusRuntimeException error =
        failureOf((_, observer) -> Replies.unary(failed, observer, item -> item));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo("DATABASE_UNAVAILABLE");
  }

  @Test
  void mapsAFailureToBuildTheResponseToInternal() {
    assertInternal(
        failureOf(
            (_, observer) ->
                Replies.unary(
                    CompletableFuture.completedFuture("item"),
                    observer,
                    (String _) -> {
                      throw new IllegalStateException("hunter2");
                    })));
  }

  @Test
  void ignoresAnExceptionAfterTheResponse() {
    Handler handler =
        (_, observer) -> {
          observer.onNext(GetItemResponse.getDefaultInstance());
          observer.onCompleted();
          throw new IllegalStateException("too late to matter");
        };
    try (InProcessService service = start(handler)) {
      assertThat(SampleServiceGrpc.newBlockingStub(service.channel()).getItem(REQUEST))
          .isEqualTo(GetItemResponse.getDefaultInstance());
    }
  }

  private static void assertInternal(StatusRuntimeException error) {
    assertThat(error.getStatus().getCode()).isEqualTo(Code.INTERNAL);
    assertThat(error.getStatus().toString()).doesNotContain("hunter2");
    assertThat(Details.all(error)).isEmpty();
  }

  private static StatusRuntimeException failureOf(Handler handler) {
    try (InProcessService service = start(handler)) {
      return catchThrowableOfType(
          StatusRuntimeException.class,
          () -> SampleServiceGrpc.newBlockingStub(service.channel()).getItem(REQUEST));
    }
  }

  private static InProcessService start(Handler handler) {
    return InProcessService.start(SampleWiring.of(new SampleService(handler)));
  }
}
