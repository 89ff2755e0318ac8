package dev.waybill.system.callers;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.common.auth.Authentication;
import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.stream.OpenStreams;
import dev.waybill.common.testing.TestCertificates;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.testing.TokenIssuer;
import dev.waybill.local.stack.Services;
import dev.waybill.template.TemplateService;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * All services in this process, each on a database of its own, behind one server that authenticates
 * its callers. Among themselves they use plaintext servers that admit everybody.
 */
final class SecuredServices implements AutoCloseable {
  private static final String AUTHORITY = "ca";
  private static final String SERVER = "localhost";
  private static final int MOST_STREAMS = 1000;

  private final TestCertificates certificates;
  private final TokenIssuer issuer;
  private final List<GrpcServer> open = new ArrayList<>();
  private final List<BindableService> services = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Authentication authentication;
  private final Server secured;

  SecuredServices(Path folder) throws IOException {
    certificates = new TestCertificates(folder);
    CertificateAuthority authority = TestCertificates.authority();
    certificates.writeTrust(AUTHORITY, authority);
    for (String name : List.of(SERVER, "order", "inventory")) {
      certificates.write(name, authority.issue(name, List.of(name), TestCertificates.today()));
    }
    issuer = TokenIssuer.in(folder);
    String inventory = "--inventory-target=" + start(Services.INVENTORY);
    String payment = "--payment-target=" + start(Services.PAYMENT);
    start(Services.ORDER, inventory, payment);
    start(new TemplateService(), inventory);
    authentication = issuer.serverSettings().authentication();
    secured = secure();
  }

  TokenIssuer issuer() {
    return issuer;
  }

  /** Returns the methods of all these services. */
  Stream<MethodDescriptor<?, ?>> methods() {
    return services.stream()
        .map(service -> service.bindService().getServiceDescriptor())
        .distinct()
        .flatMap(service -> service.getMethods().stream());
  }

  /** Returns a channel to the secured server without a certificate. */
  ManagedChannel channel() throws IOException {
    return channel(TlsChannelCredentials.newBuilder().trustManager(trust()));
  }

  /** Returns a channel to the secured server with the certificate of a service. */
  ManagedChannel channelOf(String service) throws IOException {
    return channel(
        TlsChannelCredentials.newBuilder()
            .trustManager(trust())
            .keyManager(
                certificates.certificate(service).toFile(), certificates.key(service).toFile()));
  }

  private File trust() {
    return certificates.certificate(AUTHORITY).toFile();
  }

  /** Returns a channel to the plaintext server of a service. */
  ManagedChannel openChannel(int number) {
    return kept(
        Grpc.newChannelBuilder(open.get(number).address(), InsecureChannelCredentials.create())
            .build());
  }

  private ManagedChannel channel(TlsChannelCredentials.Builder credentials) {
    return kept(
        Grpc.newChannelBuilder(SERVER + ":" + secured.getPort(), credentials.build()).build());
  }

  private ManagedChannel kept(ManagedChannel channel) {
    channels.add(channel);
    return channel;
  }

  private Server secure() throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getByName(SERVER), 0),
                TlsServerCredentials.newBuilder()
                    .keyManager(
                        certificates.certificate(SERVER).toFile(),
                        certificates.key(SERVER).toFile())
                    .trustManager(trust())
                    .clientAuth(ClientAuth.OPTIONAL)
                    .build())
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    OpenStreams streams = new OpenStreams(MOST_STREAMS);
    Set<String> names = new HashSet<>();
    for (BindableService service : services) {
      // The audit is the same contract in all of them.
      if (names.add(service.bindService().getServiceDescriptor().getName())) {
        builder.addService(StandardInterceptors.server(streams.guard(service), authentication));
      }
    }
    return builder.build().start();
  }

  /** Starts a service, and returns its address. */
  private <C extends ServiceConfig, P extends ServicePorts> String start(
      ServiceDefinition<C, P> service, String... targets) {
    DatabaseSettings database =
        TestPostgres.freshDatabase(service.database().orElseThrow().migrations());
    List<String> arguments = new ArrayList<>(List.of(targets));
    arguments.add("--port=0");
    arguments.add("--database-url=" + database.url());
    arguments.add("--database-user=" + database.user());
    arguments.add("--database-password=" + database.password().value());
    C settings = service.settings();
    List<String> problems =
        new SettingsReader(service.title(), settings, Map.of())
            .read(arguments.toArray(String[]::new));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    ServiceWiring wiring = service.open(settings);
    services.addAll(wiring.services());
    GrpcServer server = GrpcServer.start(settings.server(), wiring);
    open.add(server);
    return server.address();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    secured.shutdownNow();
    authentication.close();
    open.reversed().forEach(GrpcServer::close);
  }
}
