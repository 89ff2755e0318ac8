package dev.waybill.cli;

import dev.waybill.cli.audit.AuditCommand;
import dev.waybill.cli.client.OrderCommand;
import dev.waybill.cli.client.PaymentCommand;
import dev.waybill.cli.client.StockCommand;
import dev.waybill.cli.console.Logs;
import dev.waybill.cli.demo.DemoCommand;
import dev.waybill.cli.load.LoadCommand;
import dev.waybill.cli.up.UpCommand;
import dev.waybill.common.config.StartupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The front door: finds the command that is asked for and runs it. */
@Command(
    name = "waybill",
    mixinStandardHelpOptions = true,
    versionProvider = WaybillMain.Version.class,
    description = "Three gRPC services that take orders: run them, call them, check them.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Begin with `waybill demo`. `waybill COMMAND --help` explains each command."},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      OrderCommand.class,
      StockCommand.class,
      PaymentCommand.class,
      LoadCommand.class,
      AuditCommand.class
    })
public final class WaybillMain {
  private static final int CANNOT_START = 1;

  private WaybillMain() {}

  public static void main(String[] arguments) {
    Logs.warningsOnly();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new WaybillMain())
        .setParameterExceptionHandler(
            (failure, _) -> {
              CommandLine used = failure.getCommandLine();
              String name = used.getCommandSpec().qualifiedName();
              used.getErr().println("%s (see %s --help)".formatted(failure.getMessage(), name));
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, _) -> {
              if (failure instanceof StartupException explained) {
                commandLine.getErr().println("waybill: " + explained.getMessage());
                return CANNOT_START;
              }
              throw failure;
            });
  }

  /** Reads the version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = WaybillMain.class.getPackage().getImplementationVersion();
      return new String[] {"waybill " + (version == null ? "(not packaged)" : version)};
    }
  }
}
