package dev.waybill.cli.up;

import dev.waybill.local.stack.StackCertificates;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder in which `waybill up` keeps everything. A picocli mixin. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder for data, logs, certificates and tokens. Default: .waybill beside the"
              + " launcher.")
  private @Nullable Path data;

  /** Creates an option without a value, for picocli to fill. */
  public DataOption() {}

  public Path folder() {
    return (data == null ? home().resolve(".waybill") : data).toAbsolutePath().normalize();
  }

  /** Where the certificates are kept. */
  public StackCertificates certificates() {
    return StackCertificates.of(folder());
  }

  private static Path home() {
    return Path.of(System.getProperty("waybill.home", ""));
  }
}
