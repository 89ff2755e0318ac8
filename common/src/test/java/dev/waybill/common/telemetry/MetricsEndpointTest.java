package dev.waybill.common.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.postgres.FreePort;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.GetItemResponse;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MetricsEndpointTest {
  private static final GetItemRequest REQUEST = GetItemRequest.newBuilder().setName("I-1").build();

  @Test
  void servesTheCallsOfServerAndChannelUnderTheirStandardNames() {
    int port = FreePort.any();
    ServerSettings settings = settings(port);
    AtomicInteger calls = new AtomicInteger();
    SampleService failingOnce =
        new SampleService(
            (_, observer) -> {
              if (calls.getAndIncrement() == 0) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
              } else {
                observer.onNext(GetItemResponse.getDefaultInstance());
                observer.onCompleted();
              }
            });
    try (GrpcServer server = GrpcServer.start(settings, SampleWiring.of(failingOnce))) {
      ManagedChannel channel =
          Channels.open(
              server.address(),
              ChannelSecurity.PLAINTEXT,
              settings.instrumentation(),
              SampleServiceGrpc.getServiceDescriptor());
      try {
        assertThat(SampleServiceGrpc.newBlockingStub(channel).getItem(REQUEST)).isNotNull();
        Awaitility.await().untilAsserted(() -> assertOneRetriedCall(Scrape.of(port)));
      } finally {
        Channels.close(channel, Duration.ofSeconds(1));
      }
    }
  }

  private static void assertOneRetriedCall(Scrape scrape) {
    Map<String, String> method = Map.of("grpc_method", "sample.v1.SampleService/GetItem");
    Map<String, String> ok = Map.of("grpc_method", method.get("grpc_method"), "grpc_status", "OK");
    assertThat(scrape.sum("grpc_server_call_duration_seconds_count", ok)).isEqualTo(1);
    assertThat(scrape.sum("grpc_server_call_duration_seconds_count", method)).isEqualTo(2);
    assertThat(scrape.sum("grpc_client_call_duration_seconds_count", ok)).isEqualTo(1);
    assertThat(scrape.sum("grpc_client_attempt_duration_seconds_count", method)).isEqualTo(2);
    assertThat(scrape.sum("grpc_client_call_retries_sum", method)).isEqualTo(1);
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerSettings settings = settings(taken.getLocalPort());
      SampleWiring wiring = SampleWiring.of(SampleService.answering());

      assertThatExceptionOfType(StartupException.class)
          .isThrownBy(() -> GrpcServer.start(settings, wiring))
          .withMessage(
              "port %s on 127.0.0.1 is in use; choose another with --metrics-port"
                  .formatted(taken.getLocalPort()));
      assertThat(wiring.isClosed()).isTrue();
    }
  }

  @Test
  void namesAnAddressThatDoesNotExist() {
    ServerSettings settings =
        CommandLine.populateCommand(
            new ServerSettings(0),
            "--metrics-port",
            Integer.toString(FreePort.any()),
            "--metrics-bind",
            "no-such-host.invalid");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(settings::instrumentation)
        .withMessage("--metrics-bind: there is no address for the name \"no-such-host.invalid\"");
  }

  @Test
  void isGoneOnceTheServerHasStopped() throws IOException {
    int port = FreePort.any();
    GrpcServer.start(settings(port), SampleWiring.of(SampleService.answering())).close();

    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.isBound()).isTrue();
    }
  }

  private static ServerSettings settings(int metricsPort) {
    return CommandLine.populateCommand(
        new ServerSettings(0), "--metrics-port", Integer.toString(metricsPort));
  }
}
