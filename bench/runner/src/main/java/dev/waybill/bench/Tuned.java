package dev.waybill.bench;

/** Rewrites the script of an order for speed, where a reader of events would not mind gaps. */
final class Tuned {
  private static final String COUNTER =
      "UPDATE order_event_counter SET last_position = last_position + 1"
          + " RETURNING last_position AS position";

  /** Negative, because the counter's positions in the same table are not. */
  private static final String SEQUENCE = "SELECT -nextval('order_event_position') AS position";

  private static final String ITEM = "\\set item random(0, :last_item)\n";

  private Tuned() {}

  /** Every transaction in one round trip, which needs the price to be known before. */
  static String script(String script) {
    return script
        .replace(COUNTER, SEQUENCE)
        .replace(ITEM, ITEM + "\\set price 490 + :item * 130\n")
        .replace(" \\gset", ";")
        .replace("BEGIN;", "\\startpipeline\nBEGIN;")
        .replace("COMMIT;", "COMMIT;\n\\endpipeline");
  }
}
