package dev.waybill.order.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * PostgreSQL's text form of an array, for an array within a row: {@code unnest} would take an array
 * of arrays apart to the last element.
 */
final class ArrayLiteral {

  private ArrayLiteral() {}

  static String ofNumbers(List<? extends Number> numbers) {
    return numbers.stream().map(Number::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** Every element is quoted: without quotes, NULL is no text but the absence of one. */
  static String ofTexts(List<String> texts) {
    return texts.stream().map(ArrayLiteral::quoted).collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
