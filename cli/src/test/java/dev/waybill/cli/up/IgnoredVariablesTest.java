package dev.waybill.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A misspelt variable must be reported, and nothing else. */
final class IgnoredVariablesTest {
  /** Stands in for the command line: its commands and their variables are the known ones. */
  @Command(subcommands = UpCommand.class)
  private static final class Commands {}

  private final CommandLine.Model.CommandSpec commands =
      new CommandLine(new Commands()).getCommandSpec();

  @Test
  void suggestsTheRightNameForAMisspeltVariable() {
    assertThat(IgnoredVariables.of(commands, Map.of("WAYBILL_DRAIN_TIMOUT", "4s")))
        .containsExactly(
            "WAYBILL_DRAIN_TIMOUT is ignored: there is no such setting;"
                + " did you mean WAYBILL_DRAIN_TIMEOUT?");
    assertThat(IgnoredVariables.of(commands, Map.of("WAYBILL_PORT_BSAE", "1")))
        .singleElement()
        .asString()
        .endsWith("did you mean WAYBILL_PORT_BASE?");
  }

  @Test
  void knowsTheSettingsOfEachServiceAndOfTheCommands() {
    assertThat(
            IgnoredVariables.of(
                commands,
                Map.of(
                    "WAYBILL_DRAIN_TIMEOUT", "4s",
                    "WAYBILL_INVENTORY_TARGET", "localhost:1", // shop-only
                    "WAYBILL_HOLD_TIME", "1m", // shop-only
                    "WAYBILL_PORT_BASE", "1",
                    "WAYBILL_LOG_LEVEL", "WARN",
                    "HOME", "/")))
        .isEmpty();
  }
}
