package dev.waybill.cli.shop;

import dev.waybill.cli.audit.AuditCommand;
import dev.waybill.cli.audit.FindingLines;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.local.audit.Audit;
import dev.waybill.local.audit.AuditOptions;
import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.journal.JournalException;
import dev.waybill.local.stack.ServiceChannels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `waybill audit`: checks the invariants across all services of the shop, also while they work. */
@Command(
    name = "audit",
    description = {
      "Checks across all services that no order, stock or money was lost, also under load."
          + " Prints a line for each violation, then a verdict."
    },
    exitCodeList = {
      "0:no violation",
      "1:at least one violation, or the output cannot be written",
      "2:wrong usage, or a journal that cannot be read",
      "3:a service did not answer, so there is no verdict",
      "130:interrupted by Ctrl-C"
    })
public final class ShopAuditCommand extends AuditCommand {
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

  private final Duration firstPause;

  /** Creates a command without arguments, for picocli to fill. */
  public ShopAuditCommand() {
    this(Audit.FIRST_PAUSE);
  }

  /** The same with another pause before cases that look wrong are read again. */
  ShopAuditCommand(Duration firstPause) {
    this.firstPause = firstPause;
  }

  @Override
  protected void check(ServiceChannels channels, FindingLines lines) {
    AuditScreen printed = new AuditScreen(lines);
    try {
      AuditOptions options = new AuditOptions(strict, settledFor, Optional.ofNullable(journal));
      AuditReport report = new Audit(channels, options, printed, firstPause).run();
      if (journal != null && report.acknowledged() == 0) {
        lines.screen().notice("the journal " + journal + " contains no answers");
      }
      printed.verdict(report);
    } catch (JournalException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
