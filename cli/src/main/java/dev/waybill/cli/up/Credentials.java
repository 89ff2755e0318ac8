package dev.waybill.cli.up;

import dev.waybill.local.stack.StackCertificates;
import dev.waybill.local.tokens.TokenFiles;
import java.util.List;
import java.util.Optional;

/**
 * What clients of the running services need in order to be admitted, as text for a shell.
 *
 * @param files empty if the services admit everybody
 */
public record Credentials(Optional<ClientFiles> files) {
  /**
   * The token is in the environment, because other users of the machine can see a command's
   * options.
   */
  private static final String GRPCURL =
      "TOKEN=$(cat \"$WAYBILL_AUTH_TOKEN_FILE\") grpcurl -cacert \"$WAYBILL_TLS_TRUST\""
          + " -expand-headers -H 'authorization: Bearer ${TOKEN}'";

  /** The files that clients read. */
  public record ClientFiles(StackCertificates certificates, TokenFiles tokens) {}

  /** Who the reader of the next steps is, as the end of a sentence. */
  public String reader() {
    return files.isPresent() ? ", as an operator:" : ":";
  }

  /** The line that makes the commands of `waybill`, and the one of grpcurl, an operator's. */
  public List<String> exports() {
    return files
        .map(
            known ->
                List.of(
                    "  export WAYBILL_TLS_TRUST=%s WAYBILL_AUTH_TOKEN_FILE=%s"
                        .formatted(
                            ShellWord.of(known.certificates().authority()),
                            ShellWord.of(known.tokens().operator()))))
        .orElse(List.of());
  }

  /** The beginning of a command of grpcurl. After the exports, it needs nothing else. */
  public String grpcurl() {
    return files.isPresent() ? GRPCURL : "grpcurl -plaintext";
  }

  /** The command as a customer's, to be run after the exports. */
  public List<String> asCustomer(String command) {
    return files
        .map(
            known ->
                List.of(
                    "Then, as the customer %s:".formatted(TokenFiles.CUSTOMER),
                    "  WAYBILL_AUTH_TOKEN_FILE=%s %s"
                        .formatted(ShellWord.of(known.tokens().customer()), command)))
        .orElse(List.of());
  }
}
