package dev.waybill.cli.certs;

import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.up.DataOption;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackCertificates;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `waybill certs`: makes an authority, and a certificate for each service. */
@Command(
    name = "certs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes certificates for development: an authority (ca), and one certificate for each service."
          + " Keeps those that are there.",
      "Valid for a year. To get new ones, delete the old ones."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a file cannot be read or written",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
public final class CertsCommand implements Callable<Integer> {
  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final DataOption data = new DataOption();

  /** Creates a command without arguments, for picocli to fill. */
  public CertsCommand() {}

  @Override
  public Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    StackCertificates certificates = data.certificates();
    List<String> made = certificates.complete(Services.ALL);
    screen.line(
        made.isEmpty()
            ? "all certificates are there: " + certificates.folder()
            : "made in %s: %s".formatted(certificates.folder(), String.join(", ", made)));
    return ExitCode.DONE;
  }
}
