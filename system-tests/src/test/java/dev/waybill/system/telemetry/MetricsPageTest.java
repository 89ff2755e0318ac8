package dev.waybill.system.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.telemetry.Schema.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists the metrics as they are declared. */
final class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void listsWhatIsDeclared() throws IOException {
    String expected =
        Schemas.byOwner().entrySet().stream()
            .map(owner -> "## %s\n\n%s".formatted(owner.getKey(), table(owner.getValue())))
            .collect(Collectors.joining("\n"));

    String page = Files.readString(PAGE);
    String tables = page.substring(page.indexOf("## Every service"));

    assertThat(tables).as("the tables of docs/metrics.md").isEqualTo(expected);
  }

  private static String table(List<Metric> metrics) {
    return metrics.stream()
        .map(MetricsPageTest::row)
        .collect(
            Collectors.joining(
                "", "| metric | kind, unit | what | labels |\n|---|---|---|---|\n", ""));
  }

  private static String row(Metric metric) {
    return "| `%s` | %s, %s | %s | %s |\n"
        .formatted(
            metric.name(),
            metric.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            metric.unit(),
            metric.description(),
            metric.labels().stream()
                .map(MetricsPageTest::label)
                .collect(Collectors.joining("<br>")));
  }

  private static String label(Metric.Label label) {
    String values = label.values().isEmpty() ? label.bound() : String.join(", ", label.values());
    return "`%s`: %s".formatted(label.name(), values);
  }
}
