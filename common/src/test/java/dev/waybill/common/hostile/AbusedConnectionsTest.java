package dev.waybill.common.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.hostile.Attack.Strike;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that break the rules of HTTP/2 or use them to excess. The server closes them with a
 * reason, and other callers lose neither answers nor memory.
 */
@Isolated("measures the memory of the whole JVM")
final class AbusedConnectionsTest {
  private static final HeaderBlock CALL = HeaderBlock.calling(Target.SERVICE + "GetItem");
  private static final HeaderBlock STREAM = HeaderBlock.calling(Target.SERVICE + "ReceiveStock");
  private static final int FRAME_BYTES = 16 * 1024;
  private static final int MANY = 20_000;

  /** The limit in the server's settings. */
  private static final int MOST_CALLS = 1000;

  /** How much memory one attack may use until the next collection, including some warm-up. */
  private static final long TOLERATED_BYTES = 24L * 1024 * 1024;

  private static final Target TARGET = new Target();

  @AfterAll
  static void stop() {
    TARGET.close();
  }

  static Stream<Attack> brokenFrames() {
    return Stream.of(
        breaks("data before headers", "PROTOCOL_ERROR", Frame.data(1, 0, new byte[5])),
        breaks("stream of the server's", "PROTOCOL_ERROR", Frame.headers(2, 0, CALL)),
        breaks("HPACK that is none", "COMPRESSION_ERROR", fragment(Frame.HEADERS, 4, 0xff, 0xff)),
        breaks("continuation of nothing", "PROTOCOL_ERROR", fragment(Frame.CONTINUATION, 4)),
        breaks(
            "another frame amid headers",
            "PROTOCOL_ERROR",
            fragment(Frame.HEADERS, 0),
            Frame.ping()),
        breaks(
            "window beyond all bounds",
            "FLOW_CONTROL_ERROR",
            Frame.windowUpdate(0, Integer.MAX_VALUE)),
        new Attack(
            "a frame that is cut short",
            connection -> {
              connection.send(Frame.headers(1, 0, STREAM));
              connection.send(Arrays.copyOf(Frame.data(1, 0, new byte[100]).encoded(), 20));
              connection.finish();
            },
            "closed"));
  }

  static Stream<Attack> floods() {
    return Stream.of(
        breaks("frame larger than allowed", "FRAME_SIZE_ERROR", Frame.data(1, 0, new byte[20_000])),
        breaks("headers twice the limit", "PROTOCOL_ERROR", oversized(40_000)),
        perStream("rapid reset", Frame::reset),
        perStream("resets provoked", stream -> Frame.windowUpdate(stream, 0)),
        perStream("more streams than allowed", _ -> Frame.settings()),
        calm("PING flood", connection -> connection.flood(Frame.ping(), MANY)),
        calm("CONTINUATION flood", continuing(new byte[0])),
        calm(
            "CONTINUATION flood with a header in each",
            continuing(new byte[] {0, 1, 'a', 1, 'b'})));
  }

  @ParameterizedTest
  @MethodSource("brokenFrames")
  void closesTheConnectionOnAProtocolError(Attack attack) throws IOException {
    assertThat(strike(attack)).isEqualTo(attack.answer());
    TARGET.assertBystanderIsServed();
  }

  @ParameterizedTest
  @MethodSource("floods")
  void closesTheConnectionOnAFlood(Attack attack) throws IOException {
    // A client that is still writing when the server closes may miss the server's last frame.
    assertThat(strike(attack)).isIn(attack.answer(), "closed");
    TARGET.assertBystanderIsServed();
  }

  /** Nothing forbids them, and the server keeps nothing for them: they cost both sides the same. */
  @Test
  void acknowledgesSettingsWhileTheClientReads() throws IOException {
    try (RawConnection connection = TARGET.open()) {
      connection.flood(Frame.settings(), MANY);
      connection.send(Frame.headers(1, Frame.END_STREAM, CALL));

      assertThat(connection.answer(1)).isEqualTo("INTERNAL");
      assertThat(connection.answers().acknowledged()).isGreaterThanOrEqualTo(MANY);
    }
    TARGET.assertBystanderIsServed();
  }

  @Test
  void memoryStaysFlat() throws IOException {
    strikeAll();
    Memory before = Memory.inUse();

    for (int round = 0; round < 3; round++) {
      strikeAll();
    }

    Memory after = Memory.inUse();
    assertThat(after.heap() - before.heap()).as("heap").isLessThan(TOLERATED_BYTES);
    assertThat(after.direct() - before.direct()).as("direct").isLessThan(TOLERATED_BYTES);
    TARGET.assertBystanderIsServed();
  }

  private static void strikeAll() throws IOException {
    for (Attack attack : Stream.concat(brokenFrames(), floods()).toList()) {
      strike(attack);
    }
  }

  private static String strike(Attack attack) throws IOException {
    try (RawConnection connection = TARGET.open()) {
      attack.on(connection);
      return connection.end();
    }
  }

  private static Attack breaks(String name, String error, Frame... frames) {
    return new Attack(name, connection -> connection.send(frames), "goaway " + error);
  }

  private static Attack calm(String name, Strike strike) {
    return new Attack(name, strike, "goaway ENHANCE_YOUR_CALM");
  }

  /** Opens streams, each followed by the frame: many more than a connection may have. */
  private static Attack perStream(String name, IntFunction<Frame> frame) {
    return calm(
        name,
        connection -> {
          for (int stream = 1; stream < 3 * 2 * MOST_CALLS; stream += 2) {
            connection.send(Frame.headers(stream, 0, CALL), frame.apply(stream));
          }
        });
  }

  private static Strike continuing(byte[] fragment) {
    return connection -> {
      connection.send(new Frame(Frame.HEADERS, 0, 1, CALL.encoded()));
      connection.flood(new Frame(Frame.CONTINUATION, 0, 1, fragment), MANY);
    };
  }

  private static Frame fragment(int type, int flags, int... bytes) {
    byte[] payload = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      payload[i] = (byte) bytes[i];
    }
    return new Frame(type, flags, 1, payload);
  }

  /** Returns one header of the length, in as many frames as it needs. */
  private static Frame[] oversized(int length) {
    byte[] block = CALL.with("x-large", "x".repeat(length)).encoded();
    List<Frame> frames = new ArrayList<>();
    for (int from = 0; from < block.length; from += FRAME_BYTES) {
      int to = Math.min(block.length, from + FRAME_BYTES);
      frames.add(
          new Frame(
              from == 0 ? Frame.HEADERS : Frame.CONTINUATION,
              to == block.length ? Frame.END_HEADERS : 0,
              1,
              Arrays.copyOfRange(block, from, to)));
    }
    return frames.toArray(Frame[]::new);
  }
}
