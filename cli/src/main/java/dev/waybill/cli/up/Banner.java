package dev.waybill.cli.up;

import dev.waybill.cli.console.Timer;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.common.server.ServiceDefinition.ServiceDatabase;
import dev.waybill.local.stack.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What users need to know about the running services. */
record Banner(Up up, UpSettings settings, String log) {
  void print(Screen screen, Timer timer, List<String> nextSteps) {
    screen.line(Style.GOOD, "Waybill is up after %s. Ctrl-C stops it.".formatted(timer));
    screen.blank();
    Services.ALL.forEach(
        service -> screen.line("  %-12s".formatted(service.name()) + up.stack().address(service)));
    screen.line(
        "  databases   PGPASSFILE=%s psql -h 127.0.0.1 -p %s -U postgres %s"
            .formatted(
                quoted(up.postgres().passwordFile()),
                up.postgres().port(),
                Services.ALL.stream()
                    .flatMap(service -> service.database().stream())
                    .map(ServiceDatabase::name)
                    .collect(Collectors.joining(" | "))));
    screen.line("  data        " + settings.data());
    screen.line("  log         " + log);
    screen.blank();
    nextSteps.forEach(screen::line);
  }

  /** The path, quoted for a shell if needed. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
