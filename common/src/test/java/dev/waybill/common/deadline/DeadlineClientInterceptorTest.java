package dev.waybill.common.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.waybill.common.error.Details;
import dev.waybill.common.rpc.CompletingObserver;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DeadlineClientInterceptorTest {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  private final AtomicReference<Duration> seen = new AtomicReference<>();
  private final SampleService sample =
      new SampleService(
          (_, observer) ->
              Replies.unary(
                  () -> {
                    seen.set(CallBudget.ofCurrentCall().remaining());
                    return GetItemResponse.getDefaultInstance();
                  },
                  observer));

  @AutoClose
  private final InProcessService service = InProcessService.start(SampleWiring.of(sample));

  @Test
  void givesTheMethodsDeadlineToACallWithoutOne() {
    call();

    assertThat(seen.get()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
  }

  @Test
  void prefersADeadlineSetOnTheCall() {
    var _ =
        SampleServiceGrpc.newBlockingStub(service.channel())
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .getItem(REQUEST);

    assertThat(seen.get()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
  }

  @Test
  void givesANestedCallLessThanTheTimeLeft() {
    withDeadline(
        Duration.ofSeconds(10),
        () -> {
          var _ =
              SampleServiceGrpc.newBlockingStub(service.channel())
                  .withDeadlineAfter(30, TimeUnit.SECONDS)
                  .getItem(REQUEST);
        });

    assertThat(seen.get()).isBetween(Duration.ofMillis(1), Duration.ofMillis(9_990));
  }

  @Test
  void doesNotSendACallThatCannotSucceedInTime() {
    withDeadline(
        Duration.ofMillis(12),
        () -> {
          StatusRuntimeException error =
              catchThrowableOfType(StatusRuntimeException.class, this::call);

          assertThat(error.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
          assertThat(error.getStatus().getDescription())
              .contains("needs 5 ms")
              .endsWith("not sent");
          assertThat(Details.of(error, ErrorInfo.class).getReason()).isEqualTo("CALL_NOT_SENT");
        });
    assertThat(sample.calls()).isZero();
  }

  @Test
  void failsAnAsyncCallThatIsNotSent() {
    CompletableFuture<GetItemResponse> answer = new CompletableFuture<>();
    withDeadline(
        Duration.ofMillis(12),
        () ->
            SampleServiceGrpc.newStub(service.channel())
                .getItem(REQUEST, CompletingObserver.of(answer)));

    assertThat(answer)
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("not sent");
    assertThat(sample.calls()).isZero();
  }

  private void call() {
    var _ = SampleServiceGrpc.newBlockingStub(service.channel()).getItem(REQUEST);
  }

  private static void withDeadline(Duration time, Runnable work) {
    ScheduledExecutorService scheduler = CallTimers.scheduler();
    try (Context.CancellableContext caller =
        Context.current()
            .withDeadline(Deadline.after(time.toMillis(), TimeUnit.MILLISECONDS), scheduler)) {
      caller.run(work);
    }
  }
}
