package dev.waybill.common.config;

import dev.waybill.common.failure.Causes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Fills a service's settings from its command line and environment, and reports errors. The default
 * of a setting is the initial value of its field. The variable of a setting is named after its
 * option.
 */
public final class SettingsReader {
  private final CommandLine commandLine;
  private final Environment environment;
  private final List<SecretSetting> secrets = new ArrayList<>();

  /** Reads settings into an object with picocli annotations. */
  public SettingsReader(String name, Object settings, Map<String, String> environment) {
    this.commandLine = new CommandLine(settings).setCommandName(name).setExpandAtFiles(false);
    this.environment = new Environment(environment);
    describeDefaults(commandLine.getCommandSpec());
    commandLine.getCommandSpec().mixinStandardHelpOptions(true);
    commandLine.getCommandSpec().version(name + " " + version(settings));
    commandLine.getCommandSpec().parser().collectErrors(true);
  }

  /**
   * Adds the default of each option and the name of its variable to the option's help, and to each
   * secret the setting for a file.
   */
  private void describeDefaults(CommandSpec spec) {
    for (OptionSpec option : List.copyOf(spec.options())) {
      List<String> description = new ArrayList<>(List.of(option.description()));
      description.add(
          "%s Environment: %s.".formatted(defaultOf(option), variable(option)).replace("%", "%%"));
      spec.remove(option);
      OptionSpec described =
          OptionSpec.builder(option).description(description.toArray(String[]::new)).build();
      if (SecretSetting.isSecret(described)) {
        SecretSetting secret = SecretSetting.of(described);
        secrets.add(secret);
        spec.addOption(secret.value());
        spec.addOption(secret.file());
      } else {
        spec.addOption(described);
      }
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

  /** Returns whether the user requested only help. */
  public boolean isHelp() {
    return commandLine.isUsageHelpRequested();
  }

  public String help() {
    return commandLine.getUsageMessage();
  }

  /** Returns whether the user requested only the version. */
  public boolean isVersion() {
    return commandLine.isVersionHelpRequested();
  }

  /** Returns the service's name and its version, which the build writes into the jar. */
  public String version() {
    return String.join("", commandLine.getCommandSpec().version()) + System.lineSeparator();
  }

  private static String version(Object settings) {
    String version = settings.getClass().getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** Reads the settings. Returns one line per error; empty if the settings are valid. */
  public List<String> read(String... arguments) {
    String[] all = withEnvironment(arguments);
    ParseResult result = commandLine.parseArgs(all);
    List<String> problems = new ArrayList<>(undecodable(all));
    for (Exception error : result.errors()) {
      problems.addAll(explain(error));
    }
    if (!isHelp() && !isVersion()) {
      problems.addAll(readSecrets(result));
    }
    return problems.isEmpty() ? disagreements() : problems;
  }

  /** Returns one line per secret that cannot be read. */
  private List<String> readSecrets(ParseResult result) {
    List<String> problems = new ArrayList<>();
    for (SecretSetting setting : secrets) {
      try {
        setting
            .find(option -> result.hasMatchedOption(option.longestName()), environment)
            .ifPresent(found -> setting.value().setValue(found.secret()));
      } catch (TypeConversionException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }

  private List<String> disagreements() {
    return mixins(commandLine.getCommandSpec())
        .map(CommandSpec::userObject)
        .filter(CheckedSettings.class::isInstance)
        .flatMap(settings -> ((CheckedSettings) settings).problems().stream())
        .toList();
  }

  /** Returns the groups of settings, also those within others. */
  private static Stream<CommandSpec> mixins(CommandSpec spec) {
    return spec.mixins().values().stream()
        .flatMap(mixin -> Stream.concat(Stream.of(mixin), mixins(mixin)));
  }

  /** Returns one line for each variable that looks like a setting but is not one. */
  public List<String> ignoredVariables() {
    return environment.ignored(variables());
  }

  /**
   * Like {@link #ignoredVariables()}, for several programs that share an environment.
   *
   * @param variables the variables of all settings of these programs
   */
  public static List<String> ignoredVariables(
      Map<String, String> environment, Collection<String> variables) {
    return new Environment(environment).ignored(variables);
  }

  /** Returns the names of the variables that hold settings. */
  public List<String> variables() {
    return settings().stream().map(SettingsReader::variable).toList();
  }

  /** Returns the options that configure the service: all but help and version. */
  private List<OptionSpec> settings() {
    return commandLine.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  /**
   * Returns the arguments, preceded by values from the environment for settings that they do not
   * set. Secrets are read later.
   */
  private String[] withEnvironment(String... arguments) {
    List<String> all = new ArrayList<>();
    for (OptionSpec option : settings()) {
      if (!isOfSecret(option) && !isGiven(option, arguments)) {
        environment
            .get(variable(option))
            .ifPresent(value -> all.add(option.longestName() + "=" + value));
      }
    }
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  private boolean isOfSecret(OptionSpec option) {
    return secrets.stream()
        .anyMatch(secret -> secret.value().equals(option) || secret.file().equals(option));
  }

  /** Reports arguments that could not be decoded, without their values, which may be secret. */
  private List<String> undecodable(String... arguments) {
    return Arrays.stream(arguments)
        .filter(Undecodable::test)
        .map(argument -> nameOf(argument) + ": " + Undecodable.problem())
        .toList();
  }

  private String nameOf(String argument) {
    OptionSpec option = commandLine.getCommandSpec().findOption(withoutValue(argument));
    return option == null ? "an argument" : describe(option);
  }

  private static boolean isGiven(OptionSpec option, String... arguments) {
    return Arrays.stream(arguments)
        .anyMatch(
            argument ->
                argument.equals(option.longestName())
                    || argument.startsWith(option.longestName() + "="));
  }

  /** Returns the effective settings as "name=value"; secrets hide their values. */
  public List<String> effective() {
    return settings().stream()
        .filter(option -> option.getValue() != null)
        .map(option -> bareName(option) + "=" + text(option.getValue()))
        .toList();
  }

  private static List<String> explain(Exception error) {
    if (error instanceof MissingParameterException missing) {
      return missing.getMissing().stream().map(setting -> describe(setting) + ": missing").toList();
    }
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched());
    }
    if (error instanceof ParameterException wrong && wrong.getArgSpec() != null) {
      return List.of(describe(wrong.getArgSpec()) + ": " + reason(wrong));
    }
    return List.of(Causes.innermost(error));
  }

  /**
   * Names options that do not exist, without the values, because a secret's name may be misspelt.
   */
  private static List<String> unknown(List<String> arguments) {
    List<String> lines = new ArrayList<>();
    boolean mayBeValue = false;
    for (String argument : arguments) {
      if (mayBeValue && !argument.startsWith("--")) {
        mayBeValue = false;
      } else if (argument.startsWith("-")) {
        lines.add("unknown option " + withoutValue(argument));
        mayBeValue = argument.indexOf('=') < 0;
      } else {
        lines.add("unexpected argument \"%s\"".formatted(argument));
      }
    }
    return lines;
  }

  /**
   * Returns the name of an option as it is in an argument, which may continue with "=" and a value.
   */
  private static String withoutValue(String argument) {
    int end = argument.indexOf('=');
    return end < 0 ? argument : argument.substring(0, end);
  }

  /**
   * Returns the message of our own converter if there is one, without picocli's words around it.
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

  /** Formats a value as it would be written in a setting. */
  static String text(@Nullable Object value) {
    return value instanceof Duration duration ? Durations.format(duration) : String.valueOf(value);
  }
}
