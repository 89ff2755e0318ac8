package dev.waybill.cli.up;

import dev.waybill.local.stack.StackCertificates;
import dev.waybill.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of `waybill up`.
 *
 * @param ports where the services listen
 * @param data where everything is kept
 * @param fresh whether to delete what is kept there
 * @param secure whether to secure the services with the certificates that are kept there
 * @param metrics whether the services serve metrics
 */
public record UpSettings(
    StackPorts ports, Path data, boolean fresh, boolean secure, boolean metrics) {
  /** Where the certificates are, if the services are secured. */
  public Optional<StackCertificates> certificates() {
    return secure ? Optional.of(DataOption.certificatesIn(data)) : Optional.empty();
  }
}
