package dev.waybill.cli.console;

import dev.waybill.common.config.LogLevel;
import dev.waybill.common.config.LogLevelConverter;
import picocli.CommandLine.Option;

/** How much the services of a command log. A picocli mixin. */
public final class LogOptions {
  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "${env:WAYBILL_LOG_LEVEL:-INFO}",
      converter = LogLevelConverter.class,
      description =
          "What to log: OFF, ERROR, WARN, INFO, DEBUG or TRACE. Default: INFO. Environment:"
              + " WAYBILL_LOG_LEVEL.")
  private LogLevel level = LogLevel.INFO;

  public LogLevel level() {
    return level;
  }
}
