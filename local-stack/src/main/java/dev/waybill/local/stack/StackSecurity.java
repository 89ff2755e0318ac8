package dev.waybill.local.stack;

import dev.waybill.common.caller.Role;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.common.tls.TlsSettings;
import dev.waybill.local.tokens.DevelopmentIssuer;
import dev.waybill.local.tokens.FreshToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What secures services on this machine: TLS for everybody, a certificate for each service, and
 * tokens for people, who show no certificate.
 */
public final class StackSecurity implements AutoCloseable {
  /** Long enough for a call on a slow machine; a new one is signed in time for the next. */
  private static final Duration OPERATOR_LASTS = Duration.ofMinutes(5);

  private final StackCertificates certificates;
  private final DevelopmentIssuer issuer;
  private final FreshToken operator;
  private final TlsSettings people;

  private StackSecurity(StackCertificates certificates, DevelopmentIssuer issuer) {
    this.certificates = certificates;
    this.issuer = issuer;
    this.operator = new FreshToken(issuer, "operator", Role.OPERATOR, OPERATOR_LASTS);
    this.people = new TlsSettings(null, null, certificates.authority());
  }

  /** Uses the certificates and keys in the folder, and makes those that are missing. */
  public static StackSecurity in(Path folder, Collection<ServiceDefinition<?, ?>> services) {
    StackCertificates certificates = StackCertificates.of(folder);
    var _ = certificates.complete(services);
    return new StackSecurity(certificates, DevelopmentIssuer.of(folder));
  }

  /** The command line arguments that secure the service. */
  public List<String> argumentsOf(ServiceDefinition<?, ?> service) {
    List<String> arguments = new ArrayList<>(certificates.argumentsOf(service));
    arguments.addAll(List.of("--tls-client-certificates", "optional"));
    arguments.addAll(List.of("--auth-jwks", issuer.jwks().toString()));
    arguments.addAll(List.of("--auth-issuer", DevelopmentIssuer.ISSUER));
    arguments.addAll(List.of("--auth-audience", DevelopmentIssuer.AUDIENCE));
    return arguments;
  }

  /** How an operator connects to the service. The operator's token exists in memory only. */
  public ChannelSecurity operatorTo(ServiceDefinition<?, ?> service) {
    return people.channelTo(service.name()).with(operator);
  }

  public StackCertificates certificates() {
    return certificates;
  }

  /** Who signs the tokens that the services accept. */
  public DevelopmentIssuer issuer() {
    return issuer;
  }

  /** Reads the authority's file no more. Open connections stay. */
  @Override
  public void close() {
    people.close();
  }
}
