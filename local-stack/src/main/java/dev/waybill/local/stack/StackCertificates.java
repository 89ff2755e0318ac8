package dev.waybill.local.stack;

import dev.waybill.certificates.CertificateFolder;
import dev.waybill.certificates.CertificateFolder.Owner;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.tls.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Development certificates in a folder: one for each service, and one for the person who operates
 * them, to show to the services.
 *
 * <p>A service's certificate carries its name, which the channels of other services insist on, and
 * what it is called on this machine, which other clients insist on.
 */
public record StackCertificates(Path folder) {
  private static final String OPERATOR = "operator";

  /** Makes what is missing, and returns the names of the certificates that were made. */
  public List<String> complete() {
    return files()
        .complete(
            Stream.concat(
                    Services.ALL.stream().map(StackCertificates::owner),
                    Stream.of(new Owner(OPERATOR, List.of(OPERATOR))))
                .toList());
  }

  private static Owner owner(ServiceDefinition<?, ?> service) {
    return new Owner(
        service.name(), List.of(service.name(), service.title(), "localhost", "127.0.0.1", "::1"));
  }

  /** The settings of the person who operates the services. */
  public TlsSettings operator() {
    return new TlsSettings(operatorCertificate(), operatorKey(), authority());
  }

  /** The certificate of the authority that has issued the others. */
  public Path authority() {
    return files().authority();
  }

  public Path operatorCertificate() {
    return files().certificate(OPERATOR);
  }

  public Path operatorKey() {
    return files().key(OPERATOR);
  }

  /** The command line arguments with which the service uses its certificate. */
  List<String> argumentsOf(ServiceDefinition<?, ?> service) {
    return List.of(
        "--tls-certificate",
        files().certificate(service.name()).toString(),
        "--tls-key",
        files().key(service.name()).toString(),
        "--tls-trust",
        authority().toString());
  }

  private CertificateFolder files() {
    return new CertificateFolder(folder);
  }
}
