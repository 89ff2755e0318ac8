package dev.waybill.cli.up;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.inventory.InventoryServiceConfig;
import dev.waybill.order.OrderServiceConfig;
import dev.waybill.payment.PaymentServiceConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds environment variables that look like settings but are not. A separate service warns about
 * them itself; here the three services and the command line share one environment.
 */
final class IgnoredVariables {
  private static final Pattern NAMED_IN_HELP = Pattern.compile("Environment: (WAYBILL_\\w+)");

  private IgnoredVariables() {}

  /** Returns one line per variable. The commands must be the whole command line. */
  static List<String> of(CommandSpec commands, Map<String, String> environment) {
    Set<String> known = new TreeSet<>();
    Stream.of(new OrderServiceConfig(), new InventoryServiceConfig(), new PaymentServiceConfig())
        .forEach(config -> known.addAll(variables(config)));
    addVariables(commands, known);
    return SettingsReader.ignoredVariables(environment, known);
  }

  private static List<String> variables(ServiceConfig config) {
    return new SettingsReader(config.contract().getName(), config, Map.of()).variables();
  }

  private static void addVariables(CommandSpec command, Set<String> known) {
    command
        .options()
        .forEach(
            option ->
                NAMED_IN_HELP
                    .matcher(String.join(" ", option.description()))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(known::add));
    command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .forEach(subcommand -> addVariables(subcommand, known));
  }
}
