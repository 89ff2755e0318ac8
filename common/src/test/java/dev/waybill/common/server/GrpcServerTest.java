package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import dev.waybill.sample.v1.SampleServiceGrpc.SampleServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class GrpcServerTest {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  private final SampleWiring wiring = SampleWiring.of(SampleService.answering());
  @AutoClose private final GrpcServer server = Ports.start(wiring);

  @AutoClose("shutdownNow")
  private final ManagedChannel channel = Ports.channel(server);

  @Test
  void servesOnAFreePort() {
    assertThat(server.port()).isPositive();
    assertThat(server.address()).isEqualTo("127.0.0.1:" + server.port());
    assertThat(stub(channel).getItem(REQUEST)).isNotNull();
    assertThat(wiring.isStarted()).isTrue();
  }

  @Test
  void reachesItselfOnAnyBoundAddress() {
    for (String bind : List.of("0.0.0.0", "127.0.0.2")) {
      ServerSettings settings =
          CommandLine.populateCommand(new ServerSettings(0), "--allow-plaintext", "--bind", bind);
      try (GrpcServer bound =
          GrpcServer.start(settings, SampleWiring.of(SampleService.answering()))) {
        assertThat(bound.ownTarget())
            .isEqualTo((bind.equals("0.0.0.0") ? "127.0.0.1" : bind) + ":" + bound.port());
      }
    }
  }

  @Test
  void reportsAPortInUseInOneLineAndClosesTheWiring() {
    SampleWiring second = SampleWiring.of(SampleService.answering());

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> GrpcServer.start(new ServerSettings(server.port()), second))
        .withMessage(
            "port %s on 127.0.0.1 is in use; choose another with --port".formatted(server.port()));
    assertThat(second.isClosed()).isTrue();
    assertThat(second.isStarted()).isFalse();
  }

  @Test
  void reportsAnInvalidAddressInOneLine() {
    ServerSettings settings =
        CommandLine.populateCommand(new ServerSettings(0), "--bind", "no-such-host.invalid");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> GrpcServer.start(settings, wiring))
        .withMessage("--bind: there is no address for the name \"no-such-host.invalid\"");
  }

  @Test
  void refusesPlaintextWhereOtherMachinesCanConnect() {
    ServerSettings settings =
        CommandLine.populateCommand(new ServerSettings(0), "--bind", "0.0.0.0");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> GrpcServer.start(settings, wiring))
        .withMessage(
            "--bind: other machines can reach 0.0.0.0, and there is no TLS: set --tls-certificate,"
                + " --tls-key and --tls-trust, or --allow-plaintext if something in front ends"
                + " TLS");
  }

  @Test
  void listsTheServicesByReflection() {
    Answer<ServerReflectionResponse> answer = new Answer<>();
    var questions = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(answer);
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

    assertThat(answer.get().getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains("sample.v1.SampleService", "grpc.health.v1.Health", "grpc.channelz.v1.Channelz");
    questions.onCompleted();
  }

  @Test
  @SuppressWarnings("deprecation") // by clients that are not
  void answersTheReflectionOfOlderClients() {
    Answer<io.grpc.reflection.v1alpha.ServerReflectionResponse> answer = new Answer<>();
    var questions =
        io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(answer);
    questions.onNext(
        io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
            .setListServices("")
            .build());

    assertThat(answer.get().getListServicesResponse().getServiceList())
        .extracting(io.grpc.reflection.v1alpha.ServiceResponse::getName)
        .contains("sample.v1.SampleService");
    questions.onCompleted();
  }

  @Test
  void refusesAMessageOverTheLimit() {
    GetItemRequest huge = GetItemRequest.newBuilder().setName("S".repeat(1024 * 1024 + 1)).build();

    assertThat(failure(channel, huge).getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(stub(channel).getItem(REQUEST)).isNotNull();
    // The client sends neither the rest of the message nor a reset, for which a stop would wait.
    channel.shutdownNow();
  }

  /** This is the code into which grpc-java turns the server's answer. */
  @ParameterizedTest
  @ValueSource(ints = {20_000, 40_000})
  void refusesMetadataOverTheLimit(int length) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-huge", Metadata.ASCII_STRING_MARSHALLER), "h".repeat(length));
    var stub = stub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));

    assertThat(
            catchThrowableOfType(StatusRuntimeException.class, () -> stub.getItem(REQUEST))
                .getStatus()
                .getCode())
        .isEqualTo(Code.INTERNAL);
    assertThat(stub(channel).getItem(REQUEST)).isNotNull();
  }

  @Test
  void ignoresASecondClose() {
    server.close();
    server.close();

    assertThat(wiring.isClosed()).isTrue();
    assertThat(failure(channel, REQUEST).getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
  }

  private static StatusRuntimeException failure(Channel channel, GetItemRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> stub(channel).getItem(request));
  }

  private static SampleServiceBlockingStub stub(Channel channel) {
    return SampleServiceGrpc.newBlockingStub(channel).withDeadlineAfter(Duration.ofSeconds(30));
  }

  /** The first message of a stream. */
  private static final class Answer<T> implements StreamObserver<T> {
    private final CompletableFuture<T> first = new CompletableFuture<>();

    T get() {
      return first.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void onNext(T message) {
      first.complete(message);
    }

    @Override
    public void onError(Throwable failure) {
      first.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {}
  }
}
