package dev.waybill.cli.console;

import dev.waybill.common.config.EnvironmentOption;
import dev.waybill.common.config.LogLevel;
import dev.waybill.common.config.LogLevelConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How much the services of a command log. A picocli mixin. */
public final class LogOptions {
  private static final String LEVEL = "--log-level";

  /** A placeholder until picocli injects the mixin's own. */
  private CommandSpec options = CommandSpec.create();

  /** Called by picocli. */
  @Spec(Spec.Target.SELF)
  void addOptions(CommandSpec own) {
    options = own;
    own.addOption(
        EnvironmentOption.named(
                LEVEL, LogLevel.INFO, "What to log: OFF, ERROR, WARN, INFO, DEBUG or TRACE.")
            .type(LogLevel.class)
            .paramLabel("LEVEL")
            .converters(new LogLevelConverter())
            .build());
  }

  public LogLevel level() {
    return options.findOption(LEVEL).getValue();
  }
}
