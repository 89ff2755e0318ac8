package dev.waybill.cli;

import dev.waybill.cli.certs.CertsCommand;
import dev.waybill.cli.client.CommandGroup;
import dev.waybill.cli.console.CtrlC;
import dev.waybill.cli.console.Logs;
import dev.waybill.cli.console.LostOutputException;
import dev.waybill.cli.console.StandardStream;
import dev.waybill.cli.contracts.ContractsCommand;
import dev.waybill.cli.demo.DemoCommand;
import dev.waybill.cli.load.LoadCommand;
import dev.waybill.cli.order.OrderCommand;
import dev.waybill.cli.payment.PaymentCommand;
import dev.waybill.cli.scaffold.NewCommand;
import dev.waybill.cli.services.ServicesCommand;
import dev.waybill.cli.shop.ShopAuditCommand;
import dev.waybill.cli.shop.ShopUpCommand;
import dev.waybill.cli.stock.StockCommand;
import dev.waybill.cli.token.TokenCommand;
import dev.waybill.common.channel.NameCache;
import dev.waybill.common.config.Durations;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.config.Undecodable;
import dev.waybill.common.file.FileFailure;
import dev.waybill.postgres.PostgresException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The `waybill` program: finds the requested command and runs it. */
@Command(
    name = "waybill",
    description = "Three gRPC services that take orders: run them, call them, check them.",
    footer = {"", "Begin with `waybill demo`. `waybill COMMAND --help` explains each command."},
    subcommands = {
      DemoCommand.class,
      ShopUpCommand.class,
      OrderCommand.class,
      StockCommand.class,
      PaymentCommand.class,
      LoadCommand.class,
      ShopAuditCommand.class,
      CertsCommand.class,
      ContractsCommand.class,
      ServicesCommand.class,
      TokenCommand.class,
      NewCommand.class
    })
public final class WaybillMain extends CommandGroup {
  private static final int FAILED = 1;

  private WaybillMain() {}

  public static void main(String[] arguments) {
    Logs.warningsOnly();
    NameCache.keepFor(NameCache.DEFAULT);
    StandardStream out = StandardStream.out();
    StandardStream err = StandardStream.err();
    int exitCode;
    try (CtrlC _ = CtrlC.endsTheLineOf(err, out)) {
      exitCode = run(out, err, arguments);
    }
    System.exit(exitCode);
  }

  /** Runs a command and returns its exit code, which is not 0 if the output was lost. */
  public static int run(StandardStream out, StandardStream err, String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (Undecodable.test(arguments[i])) {
        // An option's value may be secret.
        boolean isOfOption =
            arguments[i].startsWith("-") || (i > 0 && arguments[i - 1].startsWith("-"));
        err.println(
            "waybill: argument %s%s is %s"
                .formatted(
                    i + 1,
                    isOfOption ? "" : ", \"%s\",".formatted(arguments[i]),
                    Undecodable.problem()));
        err.flush();
        return CommandLine.ExitCode.USAGE;
      }
    }
    int exitCode = commandLine(out, err).execute(arguments);
    Optional<String> loss = out.loss();
    loss.ifPresent(reason -> err.println("waybill: cannot write the output: " + reason));
    err.flush();
    return loss.isPresent() ? FAILED : exitCode;
  }

  private static CommandLine commandLine(StandardStream out, StandardStream err) {
    return commands()
        .setOut(out)
        .setErr(err)
        .setColorScheme(Help.defaultColorScheme(out.terminal().hasColours() ? Ansi.ON : Ansi.OFF))
        .registerConverter(Path.class, new PathConverter())
        .setExecutionStrategy(WaybillMain::execute)
        .setParameterExceptionHandler((failure, _) -> WrongUsage.explain(failure))
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              switch (failure) {
                case StartupException explained ->
                    command.getErr().println("waybill: " + explained.getMessage());
                case PostgresException explained ->
                    command.getErr().println("waybill: " + explained.getMessage());
                case UncheckedIOException file ->
                    command.getErr().println("waybill: " + FileFailure.sentence(file.getCause()));
                case LostOutputException _ -> {
                  // run() reports the lost output once, after the command has ended.
                }
                default -> throw failure;
              }
              return FAILED;
            });
  }

  /** All commands, each with the version set. */
  static CommandLine commands() {
    // A name may begin with "@"; that must not make it an argument file.
    CommandLine commandLine = new CommandLine(new WaybillMain()).setExpandAtFiles(false);
    commandLine.setDefaultValueProvider(WaybillMain::durationByDefault);
    knowTheVersion(commandLine);
    return commandLine;
  }

  /**
   * The default of an option is the initial value of its field. Help would show a duration as
   * PT30S; this makes it 30s.
   */
  private static @Nullable String durationByDefault(ArgSpec option) {
    return option.initialValue() instanceof Duration duration ? Durations.format(duration) : null;
  }

  /** Without this, picocli explains a group and not that its subcommand is unknown. */
  private static int execute(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      CommandLine command = at.commandSpec().commandLine();
      if (!command.getSubcommands().isEmpty() && !at.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(command, at.unmatched());
      }
    }
    return new RunLast().execute(parsed);
  }

  private static void knowTheVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(WaybillMain::knowTheVersion);
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
