package dev.waybill.bench.report;

import dev.waybill.bench.stack.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables that say how good the services are. */
record Tables(Findings findings) {
  private static final String SERVICES = "services";
  private static final String BEFORE = "before";

  List<Table> all() {
    return List.of(targets(), levels(), rates(), limits());
  }

  private Table targets() {
    return new Table(
        "Targets",
        List.of("measure", "value", "at least", "aim", ""),
        Arrays.stream(Target.values())
            .map(
                target -> {
                  double value = findings.median(target.key());
                  return List.of(
                      target.measure(),
                      Table.number(value, target.unit()),
                      Table.number(target.least(), target.unit()),
                      Table.number(target.aim(), target.unit()),
                      target.verdict(value));
                })
            .toList());
  }

  /** What an order costs when groups are small and when they are large. */
  private Table levels() {
    List<List<String>> rows = new ArrayList<>();
    for (List<Row> levels : Row.byContender(findings.samples()).values()) {
      for (Row row : levels) {
        if (!row.hot() && (row.contender().equals(SERVICES) || row.contender().equals(BEFORE))) {
          rows.add(
              List.of(
                  "%s, %s in flight".formatted(row.contender(), row.inFlight()),
                  Table.number(row.median(Sample::cpuMillis)),
                  Table.number(row.median(Sample::switchesPerOrder)),
                  row.contender().equals(SERVICES)
                      ? Table.number(findings.median("round_trips_at_" + row.inFlight()))
                      : ""));
        }
      }
    }
    for (String contender : List.of(SERVICES, BEFORE)) {
      double cpu = findings.median("cpu_ms_at_300_per_second_" + contender);
      if (!Double.isNaN(cpu)) {
        rows.add(
            List.of(
                contender + ", 300 a second",
                Table.number(cpu),
                Table.number(findings.median("switches_at_300_per_second_" + contender)),
                ""));
      }
    }
    return new Table(
        "Cost of an order",
        List.of(
            "load",
            "CPU ms of a whole order",
            "context switches of a whole order",
            "round trips until the answer"),
        rows);
  }

  private Table rates() {
    return new Table(
        "The rate with a p99 of 50 ms",
        List.of("contender", "orders/s", "p50 ms at half of it", "p99 ms at half of it"),
        findings.figures().keySet().stream()
            .filter(figure -> figure.startsWith("rate_with_p99_50_ms_"))
            .map(figure -> figure.substring("rate_with_p99_50_ms_".length()))
            .map(
                contender ->
                    List.of(
                        contender.replace('_', ' '),
                        Table.number(findings.median("rate_with_p99_50_ms_" + contender)),
                        Table.number(findings.median("p50_at_half_the_rate_" + contender)),
                        Table.number(findings.median("p99_at_half_the_rate_" + contender))))
            .toList());
  }

  /** The CPU time of the bare chain and of the rows set by set, divided by that of the services. */
  private Table limits() {
    return new Table(
        "Share of the limit",
        List.of("order", "share"),
        List.of(
            List.of("placed", Table.number(findings.median("share_of_limit_placed"))),
            List.of("whole", Table.number(findings.median("share_of_limit_whole")))));
  }
}
