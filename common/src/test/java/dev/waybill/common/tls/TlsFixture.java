package dev.waybill.common.tls;

import dev.waybill.certificates.Identity;
import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.TestCertificates;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Servers, channels and calls of the tests of TLS. */
final class TlsFixture {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  private TlsFixture() {}

  /** A server on a free port, with these arguments as settings. */
  static GrpcServer server(String... arguments) {
    return GrpcServer.start(
        CommandLine.populateCommand(new ServerSettings(0), arguments),
        SampleWiring.of(SampleService.answering()));
  }

  /** One of our own channels. */
  static ManagedChannel channel(GrpcServer server, TlsSettings settings, String service) {
    return Channels.open(
        "127.0.0.1:" + server.port(),
        settings.channelTo(service),
        SampleServiceGrpc.getServiceDescriptor());
  }

  /** A foreign client, which checks nothing of its own certificate. */
  static ManagedChannel foreignChannel(GrpcServer server, Path trust, Identity own)
      throws IOException {
    return Grpc.newChannelBuilder(
            "localhost:" + server.port(),
            TlsChannelCredentials.newBuilder()
                .trustManager(trust.toFile())
                .keyManager(stream(own.chainPem()), stream(own.keyPem()))
                .build())
        .overrideAuthority("ledger")
        .build();
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  static TlsSettings settings(TestCertificates files, String name, String trust) {
    return new TlsSettings(files.certificate(name), files.key(name), files.certificate(trust));
  }

  static void call(Channel channel) {
    var _ =
        SampleServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(Duration.ofSeconds(30))
            .getItem(REQUEST);
  }

  /** The first bytes of a file. */
  static String half(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.length() / 2);
  }

  static String[] joined(String[] some, String... others) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(others));
    return all.toArray(String[]::new);
  }
}
