package dev.waybill.bench.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.waybill.bench.stack.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings as text, as JSON and as files. */
public record Report(Findings findings) {
  private static final Gson JSON =
      new GsonBuilder()
          .serializeSpecialFloatingPointValues()
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .create();

  /** The settings of the measurement, and the tables that say how good the services are. */
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add(findings.settingsLine());
    for (Table table : new Tables(findings).all()) {
      lines.add("");
      lines.add(table.text());
    }
    return String.join("\n", lines);
  }

  /** All figures on one line. */
  public String jsonLine() {
    Map<String, Object> line = new LinkedHashMap<>(findings.settings());
    findings
        .figures()
        .forEach(
            (name, values) -> {
              double median = Findings.median(values);
              if (Double.isFinite(median)) {
                line.put(name, rounded(median));
              }
            });
    return new GsonBuilder().disableHtmlEscaping().create().toJson(line);
  }

  /** Whether every call to the services was answered and no audit found anything. */
  public boolean isSound() {
    return findings.isAlwaysZero("audit_exit_code")
        && findings.isAlwaysZero("failed_calls_services");
  }

  /** Writes RESULTS.md, the raw data and the charts. */
  public void write(Path folder) {
    try {
      Path results = Files.createDirectories(folder.resolve("results"));
      Files.writeString(results.resolve("raw.json"), JSON.toJson(findings) + "\n");
      Files.writeString(
          results.resolve("throughput.svg"),
          Chart.of("Orders a second, brought to completion", findings, Sample::wholePerSecond));
      Files.writeString(
          results.resolve("latency.svg"),
          Chart.of("Median milliseconds to the answer", findings, Sample::p50));
      Files.writeString(folder.resolve("RESULTS.md"), new ResultsPage(findings).text());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the results: " + e.getMessage(), e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
