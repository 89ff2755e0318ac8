package dev.waybill.common.hostile;

import static dev.waybill.common.hostile.Frame.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.waybill.common.hostile.Attack.Strike;
import dev.waybill.sample.v1.GetItemRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that break the rules of gRPC. Each ends with its own status and does not affect others. */
final class BrokenCallsTest {
  private static final int LIMIT = 64 * 1024;
  private static final HeaderBlock CALL = HeaderBlock.calling(Target.SERVICE + "GetItem");
  private static final byte[] REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build().toByteArray();
  private static final byte[] MESSAGE = GrpcMessage.plain(REQUEST);

  private static final Target TARGET = new Target();

  @AfterAll
  static void stop() {
    TARGET.close();
  }

  static Stream<Attack> framing() {
    return Stream.of(
        data("no message", "INTERNAL"),
        data("two messages", "reset CANCEL", MESSAGE, MESSAGE),
        data("half of a message's header", "INTERNAL", new byte[3]),
        data("length beyond the end", "INTERNAL", GrpcMessage.framed(false, 100, REQUEST)),
        data("length before the end", "INTERNAL", GrpcMessage.framed(false, 2, REQUEST)),
        data("negative length", "RESOURCE_EXHAUSTED", GrpcMessage.framed(false, -1, REQUEST)),
        data("reserved flags", "INTERNAL", new byte[] {(byte) 0x82, 0, 0, 0, 0}),
        new Attack("one byte below the limit", sized(LIMIT - 1), "OK"),
        new Attack("a message at the limit", sized(LIMIT), "OK"),
        new Attack("one byte over the limit", sized(LIMIT + 1), "RESOURCE_EXHAUSTED"));
  }

  static Stream<Attack> compression() {
    return Stream.of(
        zipped("compressed as announced", "OK", GrpcMessage.gzip(REQUEST)),
        call("unknown compression", "UNIMPLEMENTED", CALL.with("grpc-encoding", "brotli"), MESSAGE),
        data("compressed unannounced", "INTERNAL", GrpcMessage.compressed(REQUEST)),
        zipped("not compressed as announced", "INVALID_ARGUMENT", REQUEST),
        zipped("gzip bomb", "RESOURCE_EXHAUSTED", GrpcMessage.gzip(ofSize(LIMIT * 10))),
        zipped("gzip bomb of rubbish", "INVALID_ARGUMENT", GrpcMessage.gzip(new byte[LIMIT * 10])));
  }

  static Stream<Attack> encoding() {
    return Stream.of(
        message("field that is cut short", "INVALID_ARGUMENT", 0x0a, 20, 'A'),
        message("string that is no UTF-8", "INVALID_ARGUMENT", 0x0a, 2, 0xc3, 0x28),
        message("NUL in a string", "INVALID_ARGUMENT", 0x0a, 2, 'A', 0),
        message("control character in a string", "INVALID_ARGUMENT", 0x0a, 2, 'A', '\n'),
        message("field of another type", "INVALID_ARGUMENT", 0x08, 1),
        message("unknown field", "OK", 0x0a, 1, 'A', 0x78, 1),
        data("10000 unknown fields", "OK", GrpcMessage.plain(filled(0x78, 20_003, 0x0a, 1, 'A'))),
        data(
            "nesting of 10000 levels",
            "INVALID_ARGUMENT",
            GrpcMessage.plain(filled(0x7b, 10_000, 0x0a, 1, 'A'))));
  }

  static Stream<Attack> headers() {
    return Stream.of(
        headers("unknown method", "UNIMPLEMENTED", ":path", Target.SERVICE + "Nothing"),
        headers("unknown service", "UNIMPLEMENTED", ":path", "/nobody.Nothing/GetItem"),
        headers("path that forges a line", "UNIMPLEMENTED", ":path", "/a\nb/c"),
        headers("path without a slash", "http 404", ":path", "GetItem"),
        call("no path", "http 404", CALL.without(":path"), MESSAGE),
        headers("wrong content type", "http 415", "content-type", "application/json"),
        call("no content type", "http 415", CALL.without("content-type"), MESSAGE),
        headers("GET", "http 405", ":method", "GET"),
        headers("name in capitals", "reset PROTOCOL_ERROR", "X-Name", "value"),
        headers("header of HTTP/1", "reset PROTOCOL_ERROR", "connection", "close"),
        headers("binary header that is no Base64", "reset PROTOCOL_ERROR", "x-bin", "*"),
        headers("correlation id that forges a line", "OK", "x-correlation-id", "a\nb"),
        headers("trace that is none", "OK", "traceparent", "t".repeat(10_000)),
        headers("metadata below the limit", "OK", "x-large", "x".repeat(15_000)),
        headers("metadata over the limit", "http 431", "x-large", "x".repeat(16_100)),
        call("1000 headers", "http 431", many(CALL, 1000), MESSAGE));
  }

  static Stream<Attack> timeouts() {
    return Stream.of(
        headers("time-out in words", "reset INTERNAL_ERROR", "grpc-timeout", "soon"),
        headers("empty time-out", "reset INTERNAL_ERROR", "grpc-timeout", ""),
        headers("time-out that forges a line", "reset INTERNAL_ERROR", "grpc-timeout", "1\n2S"),
        headers("time-out of 30 digits", "reset INTERNAL_ERROR", "grpc-timeout", "9".repeat(30)),
        headers("negative time-out", "reset CANCEL", "grpc-timeout", "-1S"),
        headers("no time at all", "reset CANCEL", "grpc-timeout", "0S"),
        headers("eleven thousand years", "OK", "grpc-timeout", "99999999H"),
        new Attack(
            "a request that never comes",
            connection -> connection.send(Frame.headers(1, 0, CALL)),
            "DEADLINE_EXCEEDED"));
  }

  @ParameterizedTest
  @MethodSource({"framing", "compression", "encoding", "headers", "timeouts"})
  void endsWithItsAnswer(Attack attack) throws IOException {
    try (RawConnection connection = TARGET.open()) {
      attack.on(connection);

      assertThat(connection.answer(1)).isEqualTo(attack.answer());
      if (attack.answer().equals("INVALID_ARGUMENT")) {
        assertThat(connection.answers().header(1, "grpc-status-details-bin")).isNotNull();
      }
    }
    TARGET.assertBystanderIsServed();
  }

  private static Attack call(String name, String answer, HeaderBlock headers, byte[]... messages) {
    return new Attack(
        name,
        connection -> {
          connection.send(Frame.headers(1, 0, headers));
          for (byte[] message : messages) {
            connection.sendData(1, message);
          }
          connection.send(Frame.data(1, END_STREAM, new byte[0]));
        },
        answer);
  }

  private static Attack headers(String name, String answer, String header, String value) {
    return call(name, answer, CALL.with(header, value), MESSAGE);
  }

  private static Attack data(String name, String answer, byte[]... messages) {
    return call(name, answer, CALL, messages);
  }

  private static Attack message(String name, String answer, int... bytes) {
    return data(name, answer, GrpcMessage.plain(filled(0, bytes.length, bytes)));
  }

  private static Attack zipped(String name, String answer, byte[] message) {
    return call(name, answer, CALL.with("grpc-encoding", "gzip"), GrpcMessage.compressed(message));
  }

  private static Strike sized(int size) {
    return data("", "", GrpcMessage.plain(ofSize(size))).strike();
  }

  /**
   * Returns a request of this many bytes, most of them in a field that the server does not know.
   */
  private static byte[] ofSize(int size) {
    int padding = size - REQUEST.length - 5;
    byte[] message = ByteString.copyFrom(REQUEST).concat(unknown(padding)).toByteArray();
    assertThat(message).hasSize(size);
    return message;
  }

  private static ByteString unknown(int length) {
    byte[] field = new byte[length + 5];
    field[0] = 0x7a;
    int rest = length;
    for (int i = 1; i <= 4; i++, rest >>>= 7) {
      field[i] = (byte) ((rest & 0x7f) | (i < 4 ? 0x80 : 0));
    }
    return ByteString.copyFrom(field);
  }

  /** Returns the bytes, padded with the filler to the length. */
  private static byte[] filled(int filler, int length, int... bytes) {
    byte[] filled = new byte[Math.max(length, bytes.length)];
    Arrays.fill(filled, (byte) filler);
    for (int i = 0; i < bytes.length; i++) {
      filled[i] = (byte) bytes[i];
    }
    return filled;
  }

  private static HeaderBlock many(HeaderBlock headers, int count) {
    HeaderBlock more = headers;
    for (int i = 0; i < count; i++) {
      more = more.with("x-" + i, "");
    }
    return more;
  }
}
