package dev.waybill.cli.order;

import dev.waybill.cli.importing.ImportResults;
import dev.waybill.cli.importing.OrderLines;
import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Progress;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.local.shop.StateNames;
import dev.waybill.local.text.TextLine;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.rpc.v1.ItemError;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the results of an import, shows its progress and prints a summary. */
final class ImportReport implements ImportResults {
  private final Screen screen;
  private final boolean json;
  private final OrderLines lines;
  private final FailureFile failures;
  private final Progress progress;
  private final Map<OrderState, Long> recorded = new EnumMap<>(OrderState.class);
  private long failed;

  ImportReport(Screen screen, boolean json, OrderLines lines, FailureFile failures, long size) {
    this.screen = screen;
    this.json = json;
    this.lines = lines;
    this.failures = failures;
    this.progress = new Progress(screen, "orders", size);
  }

  @Override
  public void recorded(TextLine line, ImportOrdersResponse answer) {
    recorded.merge(answer.getOrder().getState(), 1L, Long::sum);
    print(line, answer);
  }

  @Override
  public void failed(TextLine line, String requestId, ItemError error) {
    failed++;
    failures.add(line, requestId, error);
    print(line, ImportOrdersResponse.newBuilder().setRequestId(requestId).setError(error).build());
  }

  @Override
  public void progress() {
    progress.at(lines.position(), count(), failed);
  }

  boolean isEmpty() {
    return failed == 0 && recorded.isEmpty();
  }

  boolean hasFailures() {
    return failed > 0;
  }

  /**
   * Prints the summary. With JSON the results are for a script, so the summary goes to standard
   * error.
   */
  void summary(int unanswered) {
    progress.end();
    Table table = new Table().field("recorded", number(count()));
    recorded.forEach((state, orders) -> table.field("  " + StateNames.of(state), number(orders)));
    table.field("failed", number(failed));
    if (unanswered > 0) {
      table.field("unanswered", number(unanswered));
    }
    double seconds = progress.seconds();
    String rate =
        String.format(Locale.ROOT, "%,.1f s, %,.0f orders a second", seconds, count() / seconds);
    if (json) {
      table.lines(false).forEach(screen::notice);
      screen.notice(rate);
    } else {
      screen.table(table);
      screen.line(Style.FAINT, rate);
    }
    if (failed > 0) {
      screen.notice(
          "the failed lines are in " + failures.path() + "; correct them and import that file");
    }
  }

  private void print(TextLine line, ImportOrdersResponse answer) {
    if (json) {
      screen.requireReader();
      screen.line(Screen.jsonLine(answer.toBuilder().setIndex(line.number() - 1).build()));
    }
  }

  private long count() {
    return recorded.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Cell number(long number) {
    return Cell.number(String.format(Locale.ROOT, "%,d", number));
  }
}
