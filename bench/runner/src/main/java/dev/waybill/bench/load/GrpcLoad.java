package dev.waybill.bench.load;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.waybill.cli.load.LoadCommand;
import dev.waybill.local.load.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs `waybill load` in this process, so that it stays warm. */
public final class GrpcLoad implements LoadGenerator {
  private final List<String> always;

  /** Creates a generator with arguments that every run needs. */
  public GrpcLoad(List<String> always) {
    this.always = List.copyOf(always);
  }

  @Override
  public Answers run(Load load) {
    List<String> arguments =
        new ArrayList<>(List.of("--in-flight", Integer.toString(load.inFlight())));
    if (load.hot()) {
      arguments.add("--hot-sku=SKU-000");
    }
    arguments.addAll(List.of("--warmup", "0s", "--duration", load.duration().toMillis() + "ms"));
    return answers(run(arguments));
  }

  @Override
  public Answers run(Rate rate) {
    return answers(
        run(
            List.of(
                "--random",
                "--rate",
                Long.toString(Math.max(1, Math.round(rate.perSecond()))),
                "--warmup",
                rate.leadIn().toMillis() + "ms",
                "--duration",
                rate.duration().toMillis() + "ms")));
  }

  /** Runs with additional arguments and returns the report. */
  public JsonObject run(List<String> arguments) {
    List<String> all = new ArrayList<>(always);
    all.addAll(arguments);
    all.add("--json");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new LoadCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    if (out.toString().isBlank()) {
      throw new IllegalStateException("load ended with %s: %s".formatted(exitCode, err));
    }
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  /** The part of a report that all generators have. */
  private static Answers answers(JsonObject report) {
    JsonObject result = report.getAsJsonObject("result");
    JsonObject latency = result.getAsJsonObject("latency_millis");
    return new Answers(
        sum(result.getAsJsonObject("outcomes")),
        sum(result.getAsJsonObject("failures")),
        !report.get("verdict").getAsString().equals(Verdict.BEHIND.name()),
        result.get("per_second").getAsDouble(),
        latency.get("p50").getAsDouble(),
        latency.get("p99").getAsDouble());
  }

  private static long sum(JsonObject counts) {
    return counts.asMap().values().stream().mapToLong(count -> count.getAsLong()).sum();
  }
}
