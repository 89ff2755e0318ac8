package dev.waybill.cli.up;

import dev.waybill.cli.console.Timer;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.common.server.ServiceDefinition.ServiceDatabase;
import dev.waybill.local.stack.Services;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What users need to know about the running services. */
record Banner(Up up, UpSettings settings, String log) {
  void print(Screen screen, Timer timer, List<String> nextSteps) {
    screen.line(Style.GOOD, "Waybill is up after %s. Ctrl-C stops it.".formatted(timer));
    screen.blank();
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    Services.ALL.forEach(
        service -> rows.put(service.name(), String.valueOf(up.stack().address(service))));
    rows.put(
        "databases",
        "PGPASSFILE=%s psql -h 127.0.0.1 -p %s -U postgres %s"
            .formatted(
                quoted(up.postgres().passwordFile()),
                up.postgres().port(),
                Services.ALL.stream()
                    .flatMap(service -> service.database().stream())
                    .map(ServiceDatabase::name)
                    .collect(Collectors.joining(" | "))));
    rows.put("data", settings.data().toString());
    rows.put("log", log);
    aligned(rows).forEach(screen::line);
    screen.blank();
    nextSteps.forEach(screen::line);
  }

  /** A line for each name, with all texts in one column. */
  static List<String> aligned(SequencedMap<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    return rows.entrySet().stream()
        .map(
            row ->
                "  "
                    + row.getKey()
                    + " ".repeat(width - row.getKey().length() + 3)
                    + row.getValue())
        .toList();
  }

  /** The path, quoted for a shell if needed. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
