package dev.waybill.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One of two addresses comes back after a long absence, while the other one kept serving. */
final class ReturningAddressTest {
  /** After this many attempts, gRPC's own backoff is more than 13 seconds. */
  private static final int ATTEMPTS_WHILE_AWAY = 7;

  private static final Duration SECONDS = Duration.ofSeconds(12);

  @Test
  void isRetriedWithinSeconds() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    try (GrpcServer serving =
            GrpcServer.start(new ServerSettings(0), SampleWiring.of(SampleService.answering()));
        ServerSocket away = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> hangUp(away, attempts));
      ManagedChannel channel =
          Channels.open(
              StaticTargets.of(List.of(serving.address(), "127.0.0.1:" + away.getLocalPort())),
              SampleServiceGrpc.getServiceDescriptor());
      try {
        call(channel);
        awaitMoreThan(ATTEMPTS_WHILE_AWAY - 1, attempts, Duration.ofSeconds(60));
        awaitMoreThan(attempts.get(), attempts, SECONDS);
        call(channel);
      } finally {
        Channels.close(channel, Duration.ofSeconds(1));
      }
    }
    assertThat(attempts.get()).isGreaterThan(ATTEMPTS_WHILE_AWAY);
  }

  private static void call(ManagedChannel channel) {
    var _ =
        SampleServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(Duration.ofSeconds(30))
            .getItem(GetItemRequest.newBuilder().setName("ITEM-1").build());
  }

  private static void awaitMoreThan(int count, AtomicInteger attempts, Duration limit) {
    Awaitility.await("connection attempt " + (count + 1))
        .atMost(limit)
        .until(() -> attempts.get() > count);
  }

  /** Behaves like a host whose service has ended. */
  private static void hangUp(ServerSocket listener, AtomicInteger attempts) {
    try {
      while (true) {
        listener.accept().close();
        attempts.incrementAndGet();
      }
    } catch (IOException _) {
      // The test is over.
    }
  }
}
