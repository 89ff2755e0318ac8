package dev.waybill.common.config;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Builds options that an environment variable can set, too; the variable is named after them. */
public final class EnvironmentOption {
  private EnvironmentOption() {}

  /**
   * Begins an option with a default. The description gets the default and the variable added.
   *
   * @param fallback the value if neither the option nor the variable is set; null for none
   */
  public static OptionSpec.Builder named(
      String name, @Nullable Object fallback, String description) {
    String variable = Environment.variable(name.substring("--".length()));
    String text = fallback == null ? Option.NULL_VALUE : SettingsReader.text(fallback);
    return OptionSpec.builder(name)
        .defaultValue("${env:" + variable + ":-" + text + "}")
        .description(
            description
                + (fallback == null ? "" : " Default: " + text + ".")
                + " Environment: "
                + variable
                + ".");
  }
}
