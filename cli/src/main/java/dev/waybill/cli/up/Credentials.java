package dev.waybill.cli.up;

import dev.waybill.local.stack.StackCertificates;
import java.util.List;
import java.util.Optional;

/** What clients of the running services need in order to be admitted, as text for a shell. */
public record Credentials(Optional<StackCertificates> certificates) {
  static Credentials of(UpSettings settings) {
    return new Credentials(settings.certificates());
  }

  /** The options of grpcurl. */
  public String ofGrpcurl() {
    return certificates
        .map(
            files ->
                "-cacert %s -cert %s -key %s"
                    .formatted(
                        ShellWord.of(files.authority()),
                        ShellWord.of(files.operatorCertificate()),
                        ShellWord.of(files.operatorKey())))
        .orElse("-plaintext");
  }

  /** The line that makes the commands of `waybill` use the operator's certificate. */
  public List<String> exports() {
    return certificates
        .map(
            files ->
                List.of(
                    "  export WAYBILL_TLS_TRUST=%s WAYBILL_TLS_CERTIFICATE=%s WAYBILL_TLS_KEY=%s"
                        .formatted(
                            ShellWord.of(files.authority()),
                            ShellWord.of(files.operatorCertificate()),
                            ShellWord.of(files.operatorKey()))))
        .orElse(List.of());
  }
}
