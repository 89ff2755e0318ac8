package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GracefulStopTest {
  /**
   * Long enough for a busy machine, because two of these tests must finish their work within it.
   */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(3);

  /**
   * Virtual threads, because the common pool has one thread on two cores and these tests block two.
   */
  private static final Executor BACKGROUND = Thread::startVirtualThread;

  private final AtomicReference<StreamObserver<GetItemResponse>> inFlight = new AtomicReference<>();
  private final SampleWiring wiring =
      SampleWiring.of(new SampleService((_, observer) -> inFlight.set(observer)));

  @AutoClose
  private final GrpcServer server =
      GrpcServer.start(
          CommandLine.populateCommand(
              new ServerSettings(0), "--drain-timeout", DRAIN_TIMEOUT.toSeconds() + "s"),
          wiring);

  @AutoClose("shutdownNow")
  private final ManagedChannel channel = Ports.channel(server);

  @Test
  void answersACallInFlightBeforeTheWiringIsClosed() {
    CompletableFuture<GetItemResponse> answer = callInFlight();
    CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close, BACKGROUND);
    await().until(() -> !isReachable());
    assertThat(wiring.isClosed()).isFalse();

    inFlight.get().onNext(GetItemResponse.getDefaultInstance());
    inFlight.get().onCompleted();

    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(stop).succeedsWithin(Duration.ofSeconds(5));
    assertThat(wiring.isClosed()).isTrue();
  }

  @Test
  void cancelsACallAfterTheDrainTimeout() {
    CompletableFuture<GetItemResponse> answer = callInFlight();

    server.close();

    assertThat(answer)
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class);
    assertThat(wiring.isClosed()).isTrue();
  }

  @Test
  void servesNewConnectionsWhileItReportsNotServing() throws Exception {
    List<ServingStatus> seen = new CopyOnWriteArrayList<>();
    try (GrpcServer leaving =
        GrpcServer.start(
            CommandLine.populateCommand(new ServerSettings(0), "--stop-delay", "1h"),
            SampleWiring.of(SampleService.answering()))) {
      ManagedChannel before = Ports.channel(leaving);
      var _ = watchHealth(before, seen);
      await().until(() -> seen.equals(List.of(ServingStatus.SERVING)));

      Thread announcement = Thread.ofVirtual().start(leaving::announceStop);
      await().until(() -> seen.contains(ServingStatus.NOT_SERVING));

      ManagedChannel after =
          Grpc.newChannelBuilder(leaving.address(), InsecureChannelCredentials.create()).build();
      assertThat(
              SampleServiceGrpc.newBlockingStub(after)
                  .withDeadlineAfter(30, TimeUnit.SECONDS)
                  .getItem(GetItemRequest.newBuilder().setName("ITEM-1").build()))
          .isNotNull();
      assertThat(announcement.isAlive()).isTrue();
      announcement.interrupt();
      assertThat(announcement.join(Duration.ofSeconds(10))).isTrue();
      before.shutdownNow();
      after.shutdownNow();
    }
  }

  @Test
  void notifiesAHealthWatcherWithoutDelayingTheStop() {
    List<ServingStatus> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> ended = watchHealth(channel, seen);
    await().until(() -> seen.equals(List.of(ServingStatus.SERVING)));

    long startNanos = System.nanoTime();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(DRAIN_TIMEOUT);
    assertThat(ended).failsWithin(Duration.ofSeconds(5));
    assertThat(seen).containsExactly(ServingStatus.SERVING, ServingStatus.NOT_SERVING);
  }

  private CompletableFuture<GetItemResponse> callInFlight() {
    CompletableFuture<GetItemResponse> answer =
        CompletableFuture.supplyAsync(
            () ->
                SampleServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(30, TimeUnit.SECONDS)
                    .getItem(GetItemRequest.newBuilder().setName("ITEM-1").build()),
            BACKGROUND);
    await().until(() -> inFlight.get() != null);
    return answer;
  }

  private boolean isReachable() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static CompletableFuture<Void> watchHealth(
      ManagedChannel watching, List<ServingStatus> seen) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    HealthGrpc.newStub(watching)
        .watch(
            HealthCheckRequest.getDefaultInstance(),
            new StreamObserver<>() {
              @Override
              public void onNext(HealthCheckResponse answer) {
                seen.add(answer.getStatus());
              }

              @Override
              public void onError(Throwable failure) {
                ended.completeExceptionally(failure);
              }

              @Override
              public void onCompleted() {
                ended.complete(null);
              }
            });
    return ended;
  }
}
