package dev.waybill.local.stack;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.postgres.FreePort;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the services of one stack listen: the first on this port, the others on the ports after it.
 *
 * @param first the port of the first service; 0 for any free ports
 */
public record StackPorts(int first) {
  /** The ports that the services listen on unless told otherwise. */
  public static final StackPorts DEFAULT = new StackPorts(Services.ALL.getFirst().port());

  /** Leaves room for the ports of the other services. */
  public static final int HIGHEST = 65_535 - (Services.ALL.size() - 1);

  /** How far the port of a service's metrics is from the service's own. */
  private static final int METRICS_DISTANCE = 1000;

  /** Any free ports. */
  public static final StackPorts ANY = new StackPorts(0);

  public boolean isAny() {
    return first == 0;
  }

  /** The port of the service; 0 for any free one. */
  public int of(ServiceDefinition<?, ?> service) {
    return isAny() ? 0 : first + Services.ALL.indexOf(service);
  }

  /** The highest first port, if the metrics have ports too. */
  public static int highestWithMetrics() {
    return HIGHEST - METRICS_DISTANCE;
  }

  /** The port of the service's metrics. */
  public int metricsOf(ServiceDefinition<?, ?> service) {
    return isAny() ? FreePort.any() : of(service) + METRICS_DISTANCE;
  }

  /** The ports of all metrics; none if any free ones are meant. */
  public IntStream metricsPorts() {
    return isAny() ? IntStream.empty() : Services.ALL.stream().mapToInt(this::metricsOf);
  }

  /** The ports of all services; none if any free ones are meant. */
  public IntStream ports() {
    return isAny() ? IntStream.empty() : Services.ALL.stream().mapToInt(this::of);
  }

  /** The services that do not listen on the first port, such as "ledger and letters". */
  public static String others() {
    return Services.ALL.stream()
        .skip(1)
        .map(ServiceDefinition::name)
        .collect(Collectors.joining(", "))
        .replaceFirst(", ([^,]*)$", " and $1");
  }
}
