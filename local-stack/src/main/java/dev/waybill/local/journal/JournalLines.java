package dev.waybill.local.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.waybill.proto.order.v1.OrderState;

/** The JSON format of journal entries, one per line. */
final class JournalLines {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private JournalLines() {}

  static String format(JournalEntry entry) {
    Struct line =
        Struct.newBuilder()
            .putFields("order_id", text(entry.orderId()))
            .putFields("customer_id", text(entry.customerId()))
            .putFields("request_id", text(entry.requestId()))
            .putFields("state", text(entry.state().name()))
            .build();
    try {
      return PRINTER.print(line);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a string can always be printed", e);
    }
  }

  /**
   * Parses an entry.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static JournalEntry parse(String line) {
    Struct.Builder fields = Struct.newBuilder();
    try {
      PARSER.merge(line, fields);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("expected a JSON object", e);
    }
    return new JournalEntry(
        field(fields, "order_id"),
        field(fields, "customer_id"),
        field(fields, "request_id"),
        state(field(fields, "state")));
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String field(Struct.Builder fields, String name) {
    String text = fields.getFieldsOrDefault(name, Value.getDefaultInstance()).getStringValue();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a string in \"" + name + "\"");
    }
    return text;
  }

  private static OrderState state(String name) {
    try {
      return OrderState.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("there is no order state \"" + name + "\"", e);
    }
  }
}
