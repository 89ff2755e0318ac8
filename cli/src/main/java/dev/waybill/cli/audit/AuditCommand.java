package dev.waybill.cli.audit;

import dev.waybill.cli.client.Connections;
import dev.waybill.cli.client.FailedCall;
import dev.waybill.cli.client.Targets;
import dev.waybill.cli.console.LostOutputException;
import dev.waybill.cli.output.Screen;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.local.audit.Audit;
import dev.waybill.local.audit.AuditFailedException;
import dev.waybill.local.audit.AuditOptions;
import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.journal.JournalException;
import dev.waybill.local.stack.ServiceChannels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `waybill audit`: checks the invariants across all three services, also while they work. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks across all three services that no order, stock or money was lost, also under load."
          + " Prints a line for each violation, then a verdict."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no violation",
      "1:at least one violation, or the output cannot be written",
      "2:wrong usage, or a journal that cannot be read",
      "3:a service did not answer, so there is no verdict",
      "130:interrupted by Ctrl-C"
    })
public final class AuditCommand implements Callable<Integer> {
  private static final int CLEAN = 0;
  private static final int VIOLATED = 1;
  private static final int UNFINISHED = 3;

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--strict",
      description =
          "Report a committed reservation or a payment whose order does not exist as a violation,"
              + " not as a notice. A hold without an order expires by itself; it is always shown"
              + " and counted separately.")
  private boolean strict;

  @Option(
      names = "--settled-for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Check only orders that have not changed for this long. Default: all.")
  private Duration settledFor = Duration.ZERO;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Also check every acknowledged answer in this journal.")
  private @Nullable Path journal;

  @Option(
      names = "--json",
      description =
          "Print one JSON object per line: {\"violation\": ...}, {\"notice\": ...}, {\"hold\": ...}"
              + " and, last, {\"verdict\": ...}.")
  private boolean json;

  @Mixin private Targets targets = new Targets();

  /** Creates a command without arguments, for picocli to fill. */
  public AuditCommand() {}

  @Override
  public Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    try (Connections services = targets.openAll()) {
      try {
        return audit(services, screen);
      } catch (AuditFailedException e) {
        screen.error(FailedCall.lines(services.of(e.service()).title(), e.failure()));
        return UNFINISHED;
      }
    }
  }

  private int audit(ServiceChannels channels, Screen screen) {
    AuditScreen printed = new AuditScreen(screen, json);
    try {
      AuditOptions options = new AuditOptions(strict, settledFor, Optional.ofNullable(journal));
      AuditReport report = new Audit(channels, options, printed).run();
      if (journal != null && report.acknowledged() == 0) {
        screen.notice("the journal " + journal + " contains no answers");
      }
      printed.verdict(report);
      return report.isClean() ? CLEAN : VIOLATED;
    } catch (LostOutputException _) {
      // If the reader is gone there is no verdict, but a violation may have been printed.
      return printed.hasViolations() ? VIOLATED : UNFINISHED;
    } catch (JournalException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
