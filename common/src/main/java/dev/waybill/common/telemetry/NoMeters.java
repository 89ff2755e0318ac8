package dev.waybill.common.telemetry;

import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Measures nothing. */
final class NoMeters implements Meters {
  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public Meters with(String label, String value, String bound) {
    return this;
  }

  @Override
  public <L extends Enum<L>> Counter<L> counter(
      String name, String unit, String description, Label<L> label) {
    return _ -> {};
  }

  @Override
  public <L extends Enum<L>> Timer<L> timer(String name, String description, Label<L> label) {
    return (_, _) -> {};
  }

  @Override
  public Distribution timer(String name, String description) {
    return _ -> {};
  }

  @Override
  public Distribution sizes(String name, String unit, String description) {
    return _ -> {};
  }

  @Override
  public Gauge count(String name, String unit, String description, DoubleSupplier count) {
    return () -> {};
  }

  @Override
  public <L extends Enum<L>> Gauge count(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> count) {
    return () -> {};
  }

  @Override
  public <L extends Enum<L>> Gauge gauge(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> value) {
    return () -> {};
  }
}
