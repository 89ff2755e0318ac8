package dev.waybill.common.telemetry;

import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Makes what measures, each by its declaration: name, unit and description as OpenTelemetry's
 * conventions want them, and at most one label. A unit in braces names what is counted.
 *
 * <p>Each room declares all that it measures in one class, which is its schema: {@link Schema}
 * reads it from there.
 */
public interface Meters {
  /** Measures nothing. */
  Meters OFF = new NoMeters();

  /**
   * Whether anything is measured. If not, what would have to be wrapped or asked in order to be
   * measured is better left alone.
   */
  boolean isOn();

  /**
   * Returns the same meters with one label more, whose value is fixed where the program is wired.
   *
   * @param bound says in words which values there are
   */
  Meters with(String label, String value, String bound);

  /** Counts what happens. */
  <L extends Enum<L>> Counter<L> counter(
      String name, String unit, String description, Label<L> label);

  /** Measures how long something takes, in seconds. */
  <L extends Enum<L>> Timer<L> timer(String name, String description, Label<L> label);

  /** Like the timer with a label. */
  Distribution timer(String name, String description);

  /** Measures how many of something come together. */
  Distribution sizes(String name, String unit, String description);

  /**
   * Asks how many there are, when the metrics are read. Close it when that can be asked no more.
   */
  Gauge count(String name, String unit, String description, DoubleSupplier count);

  /** Like the count without a label; asked for each value of the label. */
  <L extends Enum<L>> Gauge count(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> count);

  /**
   * Asks for a value that makes no sense as a sum, when the metrics are read. There is none while
   * the function returns NaN; so it is with the counts.
   */
  <L extends Enum<L>> Gauge gauge(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> value);

  /** Counts what happens, by the value of a label. */
  interface Counter<L extends Enum<L>> {
    void add(L value);
  }

  /** Measures durations, by the value of a label. */
  interface Timer<L extends Enum<L>> {
    void record(long nanos, L value);
  }

  /** Measures amounts: durations in nanoseconds, or sizes. */
  interface Distribution {
    void record(long amount);
  }

  /** Something that is asked for its value when the metrics are read. */
  interface Gauge extends AutoCloseable {
    /** Asks no more. */
    @Override
    void close();
  }
}
