package dev.waybill.system.telemetry;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.telemetry.CommonMetrics;
import dev.waybill.common.telemetry.Schema;
import dev.waybill.common.telemetry.Schema.Kind;
import dev.waybill.common.telemetry.Schema.Metric;
import dev.waybill.local.stack.Services;
import dev.waybill.template.TemplateService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The metrics that are declared, as they are and as Prometheus sees them. */
final class Schemas {
  private static final Map<String, String> UNITS = Map.of("s", "_seconds", "By", "_bytes");

  private Schemas() {}

  /** The metrics of all services, then those of each by its title; the template is the last. */
  static Map<String, List<Metric>> byOwner() {
    Map<String, List<Metric>> owners = new LinkedHashMap<>();
    owners.put("Every service", Schema.of(CommonMetrics::declare));
    Stream.concat(Services.ALL.stream(), Stream.of(new TemplateService()))
        .forEach(service -> owners.put(service.title(), Schema.of(service::declareMetrics)));
    return owners;
  }

  /** What the service may show. */
  static List<Metric> of(ServiceDefinition<?, ?> service) {
    return Stream.concat(
            Schema.of(CommonMetrics::declare).stream(), Schema.of(service::declareMetrics).stream())
        .toList();
  }

  /** The name of the metric, as the exporter writes it. */
  static String prometheusName(Metric metric) {
    return prometheus(metric.name())
        + UNITS.getOrDefault(metric.unit(), "")
        + (metric.kind() == Kind.COUNTER ? "_total" : "");
  }

  static String prometheus(String name) {
    return name.replaceAll("[.-]", "_");
  }
}
