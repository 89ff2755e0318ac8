package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Channels of {@link Channels} against real servers, which their retries and waits need. */
final class ChannelsTest {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  @Test
  void retriesWhileTheServerIsUnavailable() {
    SampleService sample =
        failing(
            call -> call < 3 ? new DatabaseUnavailableException("down", new Exception()) : null);
    try (GrpcServer server = Ports.start(SampleWiring.of(sample))) {
      assertThat(call(server)).isEqualTo(GetItemResponse.getDefaultInstance());
      assertThat(sample.calls()).isEqualTo(3);
    }
  }

  @Test
  void givesUpAfterThreeAttempts() {
    SampleService sample = failing(_ -> new DatabaseUnavailableException("down", new Exception()));
    try (GrpcServer server = Ports.start(SampleWiring.of(sample))) {
      assertFails(server, Code.UNAVAILABLE);
      assertThat(sample.calls()).isEqualTo(3);
    }
  }

  @Test
  void doesNotRetryOnAnOverloadedServer() {
    SampleService sample = failing(_ -> new OverloadedException("full"));
    try (GrpcServer server = Ports.start(SampleWiring.of(sample))) {
      assertFails(server, Code.RESOURCE_EXHAUSTED);
      assertThat(sample.calls()).isOne();
    }
  }

  @Test
  void reconnectsSoonAfterTheServerIsBack() {
    GrpcServer first = Ports.start(SampleWiring.of(SampleService.answering()));
    int port = first.port();
    ManagedChannel channel = Ports.channel(first);
    try {
      assertThat(isAnswering(channel)).isTrue();
      first.close();
      await().until(() -> !isAnswering(channel));

      try (GrpcServer _ =
          GrpcServer.start(new ServerSettings(port), SampleWiring.of(SampleService.answering()))) {
        await().atMost(Duration.ofSeconds(6)).until(() -> isAnswering(channel));
      }
    } finally {
      Channels.close(channel, Duration.ofSeconds(1));
    }
    assertThat(channel.isTerminated()).isTrue();
  }

  private static SampleService failing(IntFunction<@Nullable RuntimeException> failureOfCall) {
    SampleService[] self = new SampleService[1];
    self[0] =
        new SampleService(
            (_, observer) ->
                Replies.unary(
                    () -> {
                      @Nullable RuntimeException failure = failureOfCall.apply(self[0].calls());
                      if (failure != null) {
                        throw failure;
                      }
                      return GetItemResponse.getDefaultInstance();
                    },
                    observer));
    return self[0];
  }

  private static void assertFails(GrpcServer server, Code code) {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> call(server))
        .satisfies(error -> assertThat(error.getStatus().getCode()).isEqualTo(code));
  }

  private static GetItemResponse call(GrpcServer server) {
    ManagedChannel channel = Ports.channel(server);
    try {
      return SampleServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(Duration.ofSeconds(30))
          .getItem(REQUEST);
    } finally {
      Channels.close(channel, Duration.ofSeconds(1));
    }
  }

  private static boolean isAnswering(ManagedChannel channel) {
    try {
      var _ = SampleServiceGrpc.newBlockingStub(channel).getItem(REQUEST);
      return true;
    } catch (StatusRuntimeException _) {
      return false;
    }
  }
}
