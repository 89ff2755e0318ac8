package dev.waybill.cli.importing;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.waybill.common.contract.RequestValidator;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.local.text.TextLine;
import dev.waybill.local.text.TextLines;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders as lines of JSON, in protobuf's mapping of PlaceOrderRequest. */
final class OrderJson {
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

  private OrderJson() {}

  /**
   * Reads a line into the request and checks it against the rules of the contract, so that an
   * invalid order is refused without a round trip.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT saying what is wrong with the line
   */
  static void read(TextLine line, ImportOrdersRequest.Builder request) {
    if (!line.complete()) {
      throw noOrder("longer than %s bytes".formatted(TextLines.LONGEST_LINE));
    }
    try {
      // Wrapped in a larger object, so that the parser does not ignore text after the order.
      PARSER.merge("{\"order\":" + line.text() + "}", request);
    } catch (InvalidProtocolBufferException e) {
      throw noOrder(
          syntaxProblem(line.text())
              .orElse(Optional.ofNullable(e.getMessage()).orElse("no further detail")));
    }
    RequestValidator.check(request.getOrder());
  }

  /**
   * What is wrong with the line if it is not a JSON object. protobuf's parser sees the line as part
   * of a larger object, and its messages would refer to that.
   */
  private static Optional<String> syntaxProblem(String text) {
    if (!text.startsWith("{")) {
      return Optional.of("expected an object such as {\"request_id\": ...}");
    }
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      JsonElement _ = JsonParser.parseReader(reader);
      return isAtEnd(reader) ? Optional.empty() : Optional.of("expected nothing behind the object");
    } catch (JsonParseException e) {
      return Optional.of(
          e.getCause() instanceof MalformedJsonException malformed
              ? "malformed" + position(malformed)
              : "the object does not end");
    }
  }

  private static boolean isAtEnd(JsonReader reader) {
    try {
      return reader.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException _) {
      return false;
    }
  }

  private static String position(MalformedJsonException failure) {
    Matcher column = COLUMN.matcher(String.valueOf(failure.getMessage()));
    return column.find() ? " at character " + column.group(1) : "";
  }

  static String print(PlaceOrderRequest order) {
    try {
      return PRINTER.print(order);
    } catch (InvalidProtocolBufferException e) {
      // Only an Any of an unknown type cannot be printed, and an order contains none.
      throw new IllegalStateException(e);
    }
  }

  /**
   * Uses the parser's message without class names, and without its position, which is not one in
   * the line.
   */
  private static StatusRuntimeException noOrder(String problem) {
    String words =
        problem
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^[\\w.]+Exception: ", "")
            .replaceFirst(" at line 1 column .*", "");
    return RpcErrors.error(
        Status.Code.INVALID_ARGUMENT,
        CommonErrorReason.INVALID_REQUEST.name(),
        "no order in JSON: " + words);
  }
}
