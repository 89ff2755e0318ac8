package dev.waybill.common.server;

import dev.waybill.common.config.CheckedSettings;
import dev.waybill.common.config.Durations;
import dev.waybill.common.config.Undecodable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Fills a service's settings from its command line and environment, and says what is wrong. The
 * default of a setting is what its field holds before; its variable is named after its option.
 */
public final class SettingsReader {
  private final CommandLine commandLine;
  private final Environment environment;

  /** The settings are an object with picocli's annotations. */
  public SettingsReader(String name, Object settings, Map<String, String> environment) {
    this.commandLine = new CommandLine(settings).setCommandName(name).setExpandAtFiles(false);
    this.environment = new Environment(environment);
    describeDefaults(commandLine.getCommandSpec());
    commandLine.getCommandSpec().mixinStandardHelpOptions(true);
    commandLine.getCommandSpec().version(name + " " + version(settings));
    commandLine.getCommandSpec().parser().collectErrors(true);
  }

  /**
   * Adds to the help of each option what it is when nobody sets it, and the name of its variable.
   */
  private static void describeDefaults(CommandSpec spec) {
    for (OptionSpec option : List.copyOf(spec.options())) {
      List<String> description = new ArrayList<>(List.of(option.description()));
      description.add(
          "%s Environment: %s.".formatted(defaultOf(option), variable(option)).replace("%", "%%"));
      spec.remove(option);
      spec.addOption(
          OptionSpec.builder(option).description(description.toArray(String[]::new)).build());
    }
  }

  private static String defaultOf(OptionSpec option) {
    if (option.required()) {
      return "Required.";
    }
    Object value = option.getValue();
    String text = value == null ? "" : text(value);
    return "Default: %s.".formatted(text.isEmpty() ? "none" : text);
  }

  /** Whether the user asks for help, and nothing else is to be done. */
  boolean isHelp() {
    return commandLine.isUsageHelpRequested();
  }

  public String help() {
    return commandLine.getUsageMessage();
  }

  /** Whether the user asks for the version, and nothing else is to be done. */
  boolean isVersion() {
    return commandLine.isVersionHelpRequested();
  }

  /** The service's name and its version, which the build has written into the jar. */
  String version() {
    return String.join("", commandLine.getCommandSpec().version()) + System.lineSeparator();
  }

  private static String version(Object settings) {
    String version = settings.getClass().getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** One line for each thing that is wrong; empty when the settings are good. */
  public List<String> read(String... arguments) {
    String[] all = withEnvironment(arguments);
    ParseResult result = commandLine.parseArgs(all);
    List<String> problems = new ArrayList<>(undecodable(all));
    for (Exception error : result.errors()) {
      problems.addAll(explain(error));
    }
    return problems.isEmpty() ? disagreements() : problems;
  }

  private List<String> disagreements() {
    return commandLine.getCommandSpec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(CheckedSettings.class::isInstance)
        .flatMap(settings -> ((CheckedSettings) settings).problems().stream())
        .toList();
  }

  /** One line for each variable that looks like a setting and is none. */
  List<String> ignoredVariables() {
    return environment.ignored(variables());
  }

  /** The same where several programs share an environment, given all that are settings of any. */
  public static List<String> ignoredVariables(
      Map<String, String> environment, Collection<String> variables) {
    return new Environment(environment).ignored(variables);
  }

  /** The variables that hold settings. */
  public List<String> variables() {
    return settings().stream().map(SettingsReader::variable).toList();
  }

  /** The options that say how the service is to run: all but those that ask about it. */
  private List<OptionSpec> settings() {
    return commandLine.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  /** The arguments, and before them what the environment says of settings they leave open. */
  private String[] withEnvironment(String... arguments) {
    List<String> all = new ArrayList<>();
    for (OptionSpec option : settings()) {
      if (!isGiven(option, arguments)) {
        environment
            .get(variable(option))
            .ifPresent(value -> all.add(option.longestName() + "=" + value));
      }
    }
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  /** Without the values, which may be secret. */
  private List<String> undecodable(String... arguments) {
    return Arrays.stream(arguments)
        .filter(Undecodable::test)
        .map(argument -> nameOf(argument) + ": " + Undecodable.problem())
        .toList();
  }

  private String nameOf(String argument) {
    OptionSpec option = commandLine.getCommandSpec().findOption(argument.replaceFirst("=.*", ""));
    return option == null ? "an argument" : describe(option);
  }

  private static boolean isGiven(OptionSpec option, String... arguments) {
    return Arrays.stream(arguments)
        .anyMatch(
            argument ->
                argument.equals(option.longestName())
                    || argument.startsWith(option.longestName() + "="));
  }

  /** The settings in force, one "name=value" each; secrets hide themselves. */
  List<String> effective() {
    return settings().stream()
        .filter(option -> option.getValue() != null)
        .map(option -> bareName(option) + "=" + text(option.getValue()))
        .toList();
  }

  private static List<String> explain(Exception error) {
    if (error instanceof MissingParameterException missing) {
      return missing.getMissing().stream().map(setting -> describe(setting) + ": missing").toList();
    }
    if (error instanceof ParameterException wrong && wrong.getArgSpec() != null) {
      return List.of(describe(wrong.getArgSpec()) + ": " + reason(wrong));
    }
    return List.of(Causes.innermost(error));
  }

  /**
   * Our converters say what they expect and what they got; picocli puts its own words around it.
   */
  private static String reason(ParameterException error) {
    return error.getCause() instanceof TypeConversionException conversion
        ? String.valueOf(conversion.getMessage())
        : String.valueOf(error.getMessage());
  }

  private static String describe(ArgSpec setting) {
    if (setting instanceof OptionSpec option) {
      return option.longestName() + " (" + variable(option) + ")";
    }
    return setting.paramLabel();
  }

  private static String variable(OptionSpec option) {
    return Environment.variable(bareName(option));
  }

  private static String bareName(OptionSpec option) {
    return option.longestName().substring("--".length());
  }

  private static String text(@Nullable Object value) {
    return value instanceof Duration duration ? Durations.format(duration) : String.valueOf(value);
  }
}
