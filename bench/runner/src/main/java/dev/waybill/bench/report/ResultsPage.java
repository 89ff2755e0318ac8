package dev.waybill.bench.report;

import dev.waybill.bench.stack.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The results page. */
record ResultsPage(Findings findings) {
  String text() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Results

        Written by `bench/run`; [docs/performance.md](../docs/performance.md) says how to read them. Ratios are medians over rounds in which
        the contenders took turns; they travel, the figures themselves are this machine's. The raw data are in
        [results/raw.json](results/raw.json).
        """);
    append(page, settings(), "");
    new Tables(findings).all().forEach(table -> append(page, table, ""));
    append(
        page,
        contenders(),
        """
        Medians over all rounds. *Placed* counts answers to PlaceOrder; *whole* counts orders brought to completion, by the time
        that took. CPU time is of all processes, by order, fulfilment included.

        ![throughput](results/throughput.svg)

        ![latency](results/latency.svg)

        """);
    append(page, figures(), "");
    return page.toString();
  }

  private static void append(StringBuilder page, Table table, String introduction) {
    page.append("\n## ")
        .append(table.title())
        .append("\n\n")
        .append(introduction)
        .append(table.markdown());
  }

  private Table settings() {
    List<List<String>> rows = new ArrayList<>();
    findings.settings().forEach((name, value) -> rows.add(List.of(name, value)));
    return new Table("Settings", List.of("setting", "value"), rows);
  }

  private Table contenders() {
    return new Table(
        "Throughput, latency and CPU time",
        List.of(
            "contender",
            "in flight",
            "placed/s",
            "whole/s",
            "p50 ms",
            "p99 ms",
            "CPU ms per order",
            "services",
            "PostgreSQL",
            "generator"),
        Row.byContender(findings.samples()).values().stream()
            .flatMap(List::stream)
            .map(ResultsPage::line)
            .toList());
  }

  private static List<String> line(Row row) {
    return List.of(
        row.contender(),
        Integer.toString(row.inFlight()),
        number(row, Sample::placedPerSecond),
        number(row, Sample::wholePerSecond),
        number(row, Sample::p50),
        number(row, Sample::p99),
        number(row, Sample::cpuMillis),
        number(row, sample -> sample.cpuMillisPerOrder().getOrDefault("services", 0.0)),
        number(row, sample -> sample.cpuMillisPerOrder().getOrDefault("postgres", 0.0)),
        number(row, sample -> sample.cpuMillisPerOrder().getOrDefault("generator", 0.0)));
  }

  private static String number(Row row, ToDoubleFunction<Sample> figure) {
    return Table.number(row.median(figure));
  }

  private Table figures() {
    List<List<String>> rows = new ArrayList<>();
    findings
        .figures()
        .forEach(
            (name, values) ->
                rows.add(
                    List.of(
                        name,
                        Table.number(Findings.median(values)),
                        String.join(" ", values.stream().map(Table::number).toList()))));
    return new Table("All figures", List.of("figure", "median", "values"), rows);
  }
}
