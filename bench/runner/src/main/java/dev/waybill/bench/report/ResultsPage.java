package dev.waybill.bench.report;

import dev.waybill.bench.stack.Sample;
import java.util.List;
import java.util.Locale;

/** The results page. */
record ResultsPage(Report report) {
  String text() {
    Findings findings = report.findings();
    StringBuilder page = new StringBuilder();
    page.append(
            "# Results\n\nWritten by `bench/run`; [docs/performance.md](../docs/performance.md) says how to read")
        .append(
            " them. Ratios are medians over rounds in which\nthe contenders took turns; they travel,")
        .append(" the figures themselves are this machine's. The raw data are in\n")
        .append(
            "[results/raw.json](results/raw.json).\n\n## Settings\n\n| setting | value |\n|---|---|\n");
    findings.settings().forEach((name, value) -> page.append(line(name, value)));
    page.append(
        "\n## Targets\n\n| measure | measured | at least | aim | |\n|---|---|---|---|---|\n");
    for (Target target : Target.values()) {
      double value = findings.median(target.key());
      page.append(
          line(
              target.measure(),
              number(value) + " " + target.unit(),
              number(target.least()) + " " + target.unit(),
              number(target.aim()) + " " + target.unit(),
              target.verdict(value)));
    }
    page.append(
            "\n## Throughput, latency and CPU time\n\nMedians over all rounds. *Placed* counts answers to PlaceOrder;")
        .append(
            " *whole* counts orders brought to completion, by the time\nthat took. CPU time is of all")
        .append(" processes, by order, fulfilment included.\n\n")
        .append("![throughput](results/throughput.svg)\n\n![latency](results/latency.svg)\n\n")
        .append(
            "| contender | in flight | placed/s | whole/s | p50 ms | p99 ms | CPU ms per order | services")
        .append(" | PostgreSQL | generator |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (List<Row> levels : Row.byContender(findings.samples()).values()) {
      levels.forEach(row -> page.append(line(row)));
    }
    page.append("\n## All figures\n\n| figure | median | values |\n|---|---|---|\n");
    findings
        .figures()
        .forEach(
            (name, values) ->
                page.append(
                    line(
                        name,
                        number(Findings.median(values)),
                        String.join(" ", values.stream().map(ResultsPage::number).toList()))));
    return page.toString();
  }

  private static String line(Row row) {
    return line(
        row.contender(),
        Integer.toString(row.inFlight()),
        number(row.median(Sample::placedPerSecond)),
        number(row.median(Sample::wholePerSecond)),
        number(row.median(Sample::p50)),
        number(row.median(Sample::p99)),
        number(row.median(Sample::cpuMillis)),
        number(row.median(sample -> sample.cpuMillisPerOrder().getOrDefault("services", 0.0))),
        number(row.median(sample -> sample.cpuMillisPerOrder().getOrDefault("postgres", 0.0))),
        number(row.median(sample -> sample.cpuMillisPerOrder().getOrDefault("generator", 0.0))));
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }
}
