package dev.waybill.common.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import com.google.rpc.ErrorInfo;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.error.Details;
import dev.waybill.common.rpc.RawCall;
import dev.waybill.common.rpc.RawService;
import dev.waybill.common.rpc.SampleContract;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DeadlineServerInterceptorTest {
  private static final Policy SHORT_UNARY =
      SampleContract.unaryPolicy(Duration.ofSeconds(1), Duration.ofMillis(1));

  @Test
  void endsACallWithoutADeadlineAtTheMethodsDefault() {
    AtomicReference<StreamObserver<StringValue>> late = new AtomicReference<>();
    AtomicReference<Context> context = new AtomicReference<>();
    try (RawService service =
        RawService.start(
            SampleContract.method(MethodType.UNARY, SHORT_UNARY),
            ServerCalls.asyncUnaryCall(
                (_, observer) -> {
                  context.set(Context.current());
                  late.set(observer);
                }))) {
      RawCall call = service.call();
      call.send("hello").halfClose();

      assertThat(call.reason()).isEqualTo("TIME_EXPIRED");
      assertThat(call.closed().status().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
      await().until(() -> context.get().isCancelled());
      // A handler that answers late does not know, and must not get an exception.
      late.get().onNext(StringValue.of("late"));
      late.get().onCompleted();
      assertThat(service.closes()).isOne();
      assertThat(call.messages()).isEmpty();
    }
  }

  @Test
  void closesTheCallOfABusyHandlerOnce() {
    try (RawService service =
        RawService.start(
            SampleContract.method(MethodType.UNARY, SHORT_UNARY),
            ServerCalls.asyncUnaryCall(
                (_, _) -> {
                  Context context = Context.current();
                  await().until(context::isCancelled);
                  throw new IllegalStateException("cut short");
                }))) {
      RawCall call = service.call();
      call.send("hello").halfClose();

      assertThat(call.reason()).isEqualTo("TIME_EXPIRED");
      await().until(() -> service.completions() == 1);
      assertThat(service.closes()).isOne();
    }
  }

  @Test
  void leavesACallAnsweredInTimeAlone() {
    AtomicReference<Context> context = new AtomicReference<>();
    try (RawService service =
        RawService.start(
            SampleContract.method(MethodType.UNARY, SHORT_UNARY),
            ServerCalls.asyncUnaryCall(
                (request, observer) -> {
                  context.set(Context.current());
                  observer.onNext(request);
                  observer.onCompleted();
                }))) {
      RawCall call = service.call();
      call.send("hello").halfClose();

      assertThat(call.closed().status().isOk()).isTrue();
      assertThat(call.messages()).containsExactly(StringValue.of("hello"));
      await().until(() -> context.get().isCancelled());
      assertThat(service.closes()).isOne();
    }
  }

  @Test
  void endsABusyStreamAtItsMaximumAge() {
    Policy policy = SampleContract.streamPolicy(Duration.ofSeconds(1), Duration.ofMillis(900));
    try (RawService service = RawService.start(echo(policy), RawService.echoing())) {
      RawCall call = service.call();
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                call.send("tick");
                return call.isClosed();
              });

      assertThat(call.reason()).isEqualTo("STREAM_MAX_AGE");
      assertThat(call.messages()).isNotEmpty();
      assertThat(service.closes()).isOne();
    }
  }

  @Test
  void endsAnIdleStreamEarlier() {
    Policy policy = SampleContract.streamPolicy(Duration.ofMinutes(1), Duration.ofMillis(100));
    try (RawService service = RawService.start(echo(policy), RawService.echoing())) {
      assertThat(service.call().reason()).isEqualTo("STREAM_IDLE");
      assertThat(service.closes()).isOne();
    }
  }

  @Test
  void messagesKeepAStreamOpen() {
    Policy policy = SampleContract.streamPolicy(Duration.ofMinutes(1), Duration.ofSeconds(2));
    try (RawService service = RawService.start(echo(policy), RawService.echoing())) {
      RawCall call = service.call();
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                call.send("tick");
                return call.messages().size() > 25 || call.isClosed();
              });
      assertThat(call.isClosed()).isFalse();

      call.halfClose();
      assertThat(call.closed().status().isOk()).isTrue();
    }
  }

  @Test
  void sendsTheReasonWithTheCorrelationId() {
    Policy policy = SampleContract.streamPolicy(Duration.ofMinutes(1), Duration.ofMillis(50));
    try (RawService service = RawService.start(echo(policy), RawService.echoing())) {
      RawCall.Closed closed = service.call().closed();
      Metadata trailers = closed.trailers();

      assertThat(trailers.containsKey(CorrelationId.HEADER)).isTrue();
      assertThat(Details.of(closed.asException(), ErrorInfo.class).getDomain())
          .isEqualTo("waybill.dev");
    }
  }

  private static MethodDescriptor<StringValue, StringValue> echo(Policy policy) {
    return SampleContract.method(MethodType.BIDI_STREAMING, policy);
  }
}
