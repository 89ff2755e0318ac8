package dev.waybill.local.stack;

import dev.waybill.certificates.CertificateFolder;
import dev.waybill.certificates.CertificateFolder.Owner;
import dev.waybill.common.server.ServiceDefinition;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Development certificates in a folder, one for each service.
 *
 * <p>A service's certificate carries its name, which the channels of other services insist on, and
 * what it is called on this machine, which other clients insist on.
 */
public record StackCertificates(Path folder) {
  /** The certificates that are kept with the data in this folder. */
  public static StackCertificates of(Path data) {
    return new StackCertificates(data.resolve("certs"));
  }

  /** Makes what is missing, and returns the names of the certificates that were made. */
  public List<String> complete(Collection<ServiceDefinition<?, ?>> services) {
    return files().complete(services.stream().map(StackCertificates::owner).toList());
  }

  private static Owner owner(ServiceDefinition<?, ?> service) {
    return new Owner(
        service.name(), List.of(service.name(), service.title(), "localhost", "127.0.0.1", "::1"));
  }

  /** The certificate of the authority that has issued the others. */
  public Path authority() {
    return files().authority();
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
