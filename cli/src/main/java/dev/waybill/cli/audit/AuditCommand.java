package dev.waybill.cli.audit;

import dev.waybill.cli.client.Connections;
import dev.waybill.cli.client.FailedCall;
import dev.waybill.cli.client.Targets;
import dev.waybill.cli.console.LostOutputException;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.invariants.AuditFailedException;
import dev.waybill.local.invariants.OwnInvariants;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.local.words.Plural;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * `waybill audit`: asks each service for the invariants that its data break, also while it works.
 * Checks across services are added by overriding {@link #check}.
 */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks each service for the invariants that its data break, also under load."
          + " Prints a line for each violation, then a verdict."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no violation",
      "1:at least one violation, or the output cannot be written",
      "2:wrong usage",
      "3:a service did not answer, so there is no verdict",
      "130:interrupted by Ctrl-C"
    })
public class AuditCommand implements Callable<Integer> {
  private static final int CLEAN = 0;
  private static final int VIOLATED = 1;
  private static final int UNFINISHED = 3;

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--json",
      description =
          "Print one JSON object per line: the findings, such as {\"violation\": ...}, and, last,"
              + " {\"verdict\": ...}.")
  private boolean json;

  @Mixin private Targets targets = new Targets();

  /** Creates a command without arguments, for picocli to fill. */
  public AuditCommand() {}

  @Override
  public final Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    try (Connections services = targets.openAll()) {
      try {
        return audit(services, new FindingLines(screen, json));
      } catch (AuditFailedException e) {
        screen.error(FailedCall.lines(services.of(e.service()).title(), e.failure()));
        return UNFINISHED;
      }
    }
  }

  private int audit(ServiceChannels channels, FindingLines lines) {
    try {
      check(channels, lines);
      return lines.hasViolations() ? VIOLATED : CLEAN;
    } catch (LostOutputException _) {
      // If the reader is gone there is no verdict, but a violation may have been printed.
      return lines.hasViolations() ? VIOLATED : UNFINISHED;
    }
  }

  /**
   * Checks everything, and prints each finding and the verdict.
   *
   * @throws AuditFailedException if a service does not answer
   */
  protected void check(ServiceChannels channels, FindingLines lines) {
    AtomicLong violations = new AtomicLong();
    new OwnInvariants(channels)
        .check(
            violation -> {
              violations.incrementAndGet();
              lines.violation(violation);
            });
    lines.verdict(
        "audit: "
            + Plural.of(Services.ALL.size(), "service")
            + ", "
            + Plural.of(violations.get(), "violation"),
        "{\"services\":" + Services.ALL.size() + ",\"violations\":" + violations + "}");
  }
}
