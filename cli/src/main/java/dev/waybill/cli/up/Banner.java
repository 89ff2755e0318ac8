package dev.waybill.cli.up;

import dev.waybill.cli.console.Timer;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.common.server.ServiceDefinition.ServiceDatabase;
import dev.waybill.local.stack.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What users need to know about the running services. */
record Banner(Up up, UpSettings settings, String log) {
  /** A name, and what there is to know about it. */
  record Row(String name, String text) {}

  void print(Screen screen, Timer timer, List<String> nextSteps) {
    screen.line(Style.GOOD, "Waybill is up after %s. Ctrl-C stops it.".formatted(timer));
    screen.blank();
    List<Row> rows = new ArrayList<>();
    Services.ALL.forEach(
        service -> rows.add(new Row(service.name(), String.valueOf(up.stack().address(service)))));
    if (settings.metrics()) {
      rows.add(new Row("metrics", metrics()));
    }
    rows.add(
        new Row(
            "databases",
            "PGPASSFILE=%s psql -h 127.0.0.1 -p %s -U postgres %s"
                .formatted(
                    ShellWord.of(up.postgres().passwordFile()),
                    up.postgres().port(),
                    Services.ALL.stream()
                        .flatMap(service -> service.database().stream())
                        .map(ServiceDatabase::name)
                        .collect(Collectors.joining(" | ")))));
    rows.add(new Row("data", settings.data().toString()));
    rows.add(new Row("log", log));
    aligned(rows).forEach(screen::line);
    screen.blank();
    nextSteps.forEach(screen::line);
  }

  private String metrics() {
    return Services.ALL.stream()
        .flatMapToInt(service -> up.stack().metricsPort(service).stream())
        .mapToObj("http://127.0.0.1:%s/metrics"::formatted)
        .collect(Collectors.joining(" | "));
  }

  /** A line for each row, with all texts in one column. */
  static List<String> aligned(List<Row> rows) {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    return rows.stream()
        .map(
            row ->
                "  %s%s   %s"
                    .formatted(row.name(), " ".repeat(width - row.name().length()), row.text()))
        .toList();
  }
}
