package dev.waybill.common.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Measures with OpenTelemetry. The attributes of each value of a label are created once, so that a
 * measurement on a hot path creates nothing.
 */
final class OpenTelemetryMeters implements Meters {
  private static final double NANOS_PER_SECOND = 1e9;

  /** From the wait of a lone command to the longest that an order may stay undecided. */
  private static final List<Double> SECONDS =
      List.of(
          0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
          30.0, 60.0);

  private static final List<Long> SIZES = List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L);

  private final Meter meter;
  private final Attributes fixed;

  OpenTelemetryMeters(Meter meter) {
    this(meter, Attributes.empty());
  }

  private OpenTelemetryMeters(Meter meter, Attributes fixed) {
    this.meter = meter;
    this.fixed = fixed;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Meters with(String label, String value, String bound) {
    return new OpenTelemetryMeters(meter, fixed.toBuilder().put(label, value).build());
  }

  @Override
  public <L extends Enum<L>> Counter<L> counter(
      String name, String unit, String description, Label<L> label) {
    LongCounter counter =
        meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
    Map<L, Attributes> attributes = attributes(label);
    // From the first reading on, so that the first event is seen as an increase.
    for (Attributes each : attributes.values()) {
      counter.add(0, each);
    }
    return value -> counter.add(1, of(attributes, value));
  }

  @Override
  public <L extends Enum<L>> Timer<L> timer(String name, String description, Label<L> label) {
    DoubleHistogram histogram = seconds(name, description);
    Map<L, Attributes> attributes = attributes(label);
    return (nanos, value) -> histogram.record(nanos / NANOS_PER_SECOND, of(attributes, value));
  }

  @Override
  public Distribution timer(String name, String description) {
    DoubleHistogram histogram = seconds(name, description);
    return nanos -> histogram.record(nanos / NANOS_PER_SECOND, fixed);
  }

  @Override
  public Distribution sizes(String name, String unit, String description) {
    LongHistogram histogram =
        meter
            .histogramBuilder(name)
            .ofLongs()
            .setUnit(unit)
            .setDescription(description)
            .setExplicitBucketBoundariesAdvice(SIZES)
            .build();
    return size -> histogram.record(size, fixed);
  }

  @Override
  public Gauge count(String name, String unit, String description, DoubleSupplier count) {
    return meter
            .upDownCounterBuilder(name)
            .ofDoubles()
            .setUnit(unit)
            .setDescription(description)
            .buildWithCallback(measurement -> observe(measurement, count.getAsDouble(), fixed))
        ::close;
  }

  @Override
  public <L extends Enum<L>> Gauge count(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> count) {
    Map<L, Attributes> attributes = attributes(label);
    return meter
            .upDownCounterBuilder(name)
            .ofDoubles()
            .setUnit(unit)
            .setDescription(description)
            .buildWithCallback(measurement -> observeAll(measurement, label, count, attributes))
        ::close;
  }

  @Override
  public <L extends Enum<L>> Gauge gauge(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> value) {
    Map<L, Attributes> attributes = attributes(label);
    return meter
            .gaugeBuilder(name)
            .setUnit(unit)
            .setDescription(description)
            .buildWithCallback(measurement -> observeAll(measurement, label, value, attributes))
        ::close;
  }

  private DoubleHistogram seconds(String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(SECONDS)
        .build();
  }

  private static <L extends Enum<L>> void observeAll(
      ObservableDoubleMeasurement measurement,
      Label<L> label,
      ToDoubleFunction<L> value,
      Map<L, Attributes> attributes) {
    for (L constant : label.type().getEnumConstants()) {
      observe(measurement, value.applyAsDouble(constant), of(attributes, constant));
    }
  }

  private static void observe(
      ObservableDoubleMeasurement measurement, double value, Attributes attributes) {
    if (!Double.isNaN(value)) {
      measurement.record(value, attributes);
    }
  }

  private static <L extends Enum<L>> Attributes of(Map<L, Attributes> attributes, L value) {
    return Objects.requireNonNull(attributes.get(value));
  }

  /** Returns the attributes of each value. */
  private <L extends Enum<L>> Map<L, Attributes> attributes(Label<L> label) {
    AttributeKey<String> key = AttributeKey.stringKey(label.name());
    Map<L, Attributes> attributes = new EnumMap<>(label.type());
    for (L constant : label.type().getEnumConstants()) {
      attributes.put(constant, fixed.toBuilder().put(key, Label.value(constant)).build());
    }
    return attributes;
  }
}
