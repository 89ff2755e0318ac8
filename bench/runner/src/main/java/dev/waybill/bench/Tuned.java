package dev.waybill.bench;

/** Rewrites the script of an order for speed, at the cost of gaps between event positions. */
final class Tuned {
  private static final String COUNTER =
      "UPDATE order_event_counter SET last_position = last_position + 1"
          + " RETURNING last_position AS position";

  /** Negative, because the counter's positions in the same table are positive. */
  private static final String SEQUENCE = "SELECT -nextval('order_event_position') AS position";

  private static final String ITEM = "\\set item random(0, :last_item)\n";

  private Tuned() {}

  /** Sends every transaction in one round trip, which requires the price to be known in advance. */
  static String script(String script) {
    return script
        .replace(COUNTER, SEQUENCE)
        .replace(ITEM, ITEM + "\\set price 490 + :item * 130\n")
        .replace(" \\gset", ";")
        .replace("BEGIN;", "\\startpipeline\nBEGIN;")
        .replace("COMMIT;", "COMMIT;\n\\endpipeline");
  }
}
