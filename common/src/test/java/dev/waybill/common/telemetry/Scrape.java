package dev.waybill.common.telemetry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The metrics of a process at one moment, read over HTTP as Prometheus does. Reads the text format
 * strictly: a line that it does not know, a sample before its type, a type or help given twice, and
 * the same sample twice are errors.
 */
public record Scrape(Map<String, String> types, List<Sample> samples) {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+");
  private static final Pattern TYPE =
      Pattern.compile(
          "# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped|info)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\"(,|$)");
  private static final Set<String> SUFFIXES = Set.of("_bucket", "_sum", "_count");

  /** One value. The family is the name in the line of its type. */
  public record Sample(String family, String name, Map<String, String> labels, double value) {}

  /** Reads the metrics that are served on the port. */
  public static Scrape of(int port) {
    return parse(text(port));
  }

  /** Returns what is served on the port. */
  public static String text(int port) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
              .timeout(Duration.ofSeconds(10))
              .build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError("the metrics answer with status " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new AssertionError("the metrics cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped while reading the metrics", e);
    }
  }

  static Scrape parse(String text) {
    Map<String, String> types = new TreeMap<>();
    Set<String> helped = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (String line : text.lines().toList()) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (help.matches()) {
        require(helped.add(help.group(1)), "help given twice", line);
      } else if (type.matches()) {
        require(types.put(type.group(1), type.group(2)) == null, "type given twice", line);
      } else if (!line.startsWith("#") && sample.matches()) {
        Sample read = sample(sample, types, line);
        require(seen.add(Map.entry(read.name(), read.labels())), "sample given twice", line);
        samples.add(read);
      } else {
        throw new AssertionError("not a line of the text format: " + line);
      }
    }
    return new Scrape(types, samples);
  }

  private static Sample sample(Matcher matcher, Map<String, String> types, String line) {
    String name = matcher.group(1);
    String family =
        Stream.concat(
                Stream.of(name),
                SUFFIXES.stream()
                    .filter(name::endsWith)
                    .map(suffix -> name.substring(0, name.length() - suffix.length())))
            .filter(types::containsKey)
            .findFirst()
            .orElseThrow(() -> new AssertionError("a sample before its type: " + line));
    String labels = matcher.group(2);
    return new Sample(
        family, name, labels(labels == null ? "" : labels, line), value(matcher.group(3)));
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new HashMap<>();
    Matcher matcher = LABEL.matcher(text);
    int end = 0;
    while (end < text.length()) {
      require(matcher.find(end) && matcher.start() == end, "labels that cannot be read", line);
      require(labels.put(matcher.group(1), matcher.group(2)) == null, "label given twice", line);
      end = matcher.end();
    }
    return labels;
  }

  private static void require(boolean condition, String problem, String line) {
    if (!condition) {
      throw new AssertionError(problem + ": " + line);
    }
  }

  /** Returns the families, which are the metrics. */
  public Set<String> names() {
    return types.keySet();
  }

  /** Returns the names of the labels that the samples of a metric have, without the buckets'. */
  public Set<String> labels(String family) {
    Set<String> labels = new TreeSet<>();
    samples.stream()
        .filter(sample -> sample.family().equals(family))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    labels.remove("le");
    return labels;
  }

  /** Returns the values that a label of a metric has. */
  public Set<String> values(String family, String label) {
    Set<String> values = new TreeSet<>();
    samples.stream()
        .filter(sample -> sample.family().equals(family) && sample.labels().containsKey(label))
        .forEach(sample -> values.add(sample.labels().get(label)));
    return values;
  }

  /** Returns the sum of the samples of this name that have these labels, among others. */
  public double sum(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }
}
