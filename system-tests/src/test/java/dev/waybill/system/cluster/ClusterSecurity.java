package dev.waybill.system.cluster;

import dev.waybill.certificates.CertificateFolder;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.common.tls.TlsSettings;
import dev.waybill.local.stack.StackSecurity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the services of a cluster are secured, if they are, and how its clients connect to them. */
final class ClusterSecurity implements AutoCloseable {
  private final Optional<StackSecurity> everything;
  private final Map<ServiceDefinition<?, ?>, TlsSettings> services = new HashMap<>();

  private ClusterSecurity(Optional<StackSecurity> everything) {
    this.everything = everything;
  }

  static ClusterSecurity of(ClusterPlan plan, Path folder) {
    ClusterSecurity security =
        new ClusterSecurity(
            plan.isSecured()
                ? Optional.of(StackSecurity.in(folder, plan.services()))
                : Optional.empty());
    security.everything.ifPresent(
        secured -> {
          CertificateFolder files = new CertificateFolder(secured.certificates().folder());
          for (ServiceDefinition<?, ?> service : plan.services()) {
            String name = service.name();
            security.services.put(
                service,
                new TlsSettings(files.certificate(name), files.key(name), files.authority()));
          }
        });
    return security;
  }

  /** The command line arguments of the service. */
  List<String> argumentsOf(ServiceDefinition<?, ?> service) {
    return everything.map(secured -> secured.argumentsOf(service)).orElse(List.of());
  }

  /** How an operator connects to the service. */
  ChannelSecurity operatorTo(ServiceDefinition<?, ?> service) {
    return everything.map(secured -> secured.operatorTo(service)).orElse(ChannelSecurity.PLAINTEXT);
  }

  /** How one service connects to another. */
  ChannelSecurity serviceTo(ServiceDefinition<?, ?> caller, ServiceDefinition<?, ?> called) {
    return Optional.ofNullable(services.get(caller))
        .map(own -> own.channelTo(called.name()))
        .orElse(ChannelSecurity.PLAINTEXT);
  }

  @Override
  public void close() {
    everything.ifPresent(StackSecurity::close);
    services.values().forEach(TlsSettings::close);
  }
}
