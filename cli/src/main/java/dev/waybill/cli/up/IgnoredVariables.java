package dev.waybill.cli.up;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds environment variables that look like settings but are not. A separate service warns about
 * them itself; here the services and the command line share one environment.
 */
final class IgnoredVariables {
  private static final Pattern NAMED_IN_HELP = Pattern.compile("Environment: (WAYBILL_\\w+)");

  private IgnoredVariables() {}

  /** Returns one line per variable. The commands must be the whole command line. */
  static List<String> of(CommandSpec commands, Map<String, String> environment) {
    Set<String> known = new TreeSet<>();
    Services.ALL.forEach(service -> known.addAll(variables(service)));
    addVariables(commands, known);
    return SettingsReader.ignoredVariables(environment, known);
  }

  private static List<String> variables(ServiceDefinition<?, ?> service) {
    return new SettingsReader(service.title(), service.settings(), Map.of()).variables();
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
