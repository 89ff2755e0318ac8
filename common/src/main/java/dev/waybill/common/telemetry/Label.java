package dev.waybill.common.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A label of a metric, whose values are those of an enum: what is measured has one time series for
 * each, so a label must never hold an id.
 *
 * @param name as OpenTelemetry writes it, such as "waybill.lane.outcome"
 */
public record Label<L extends Enum<L>>(String name, Class<L> type) {
  /** Returns the value of an enum's constant. */
  public static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns all values that the label can have. */
  public List<String> values() {
    return Arrays.stream(type.getEnumConstants()).map(Label::value).toList();
  }
}
