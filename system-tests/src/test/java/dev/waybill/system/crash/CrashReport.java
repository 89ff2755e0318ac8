package dev.waybill.system.crash;

import dev.waybill.proto.order.v1.OrderState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The outcome of every crash as a Markdown table. The file is updated row by row. */
final class CrashReport {
  private static final Path FILE = Path.of("target", "crash-matrix.md");

  private final List<String> rows =
      new ArrayList<>(
          List.of(
              "| the process dies | while clients do | orders end | final after |",
              "| --- | --- | --- | ---: |"));

  /** The seconds are from the crash until all orders are final and everything was checked. */
  void add(FaultPoint point, Scenario scenario, Set<OrderState> ends, double seconds) {
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s `%s` | %s | %s | %.1f s |",
            point.moment().name().toLowerCase(Locale.ROOT),
            point.call(),
            scenario.name(),
            ends.stream().map(CrashReport::text).collect(Collectors.joining(", ")),
            seconds));
    try {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(OrderState state) {
    return state.name().substring("ORDER_STATE_".length());
  }
}
