package dev.waybill.common.hostile;

import java.nio.ByteBuffer;

/** An HTTP/2 frame (RFC 9113, 4.1). */
final class Frame {
  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int RST_STREAM = 0x3;
  static final int SETTINGS = 0x4;
  static final int PING = 0x6;
  static final int GOAWAY = 0x7;
  static final int WINDOW_UPDATE = 0x8;
  static final int CONTINUATION = 0x9;

  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;
  static final int ACK = 0x1;

  private static final int HEADER_BYTES = 9;

  private final int type;
  private final int flags;
  private final int stream;
  private final byte[] payload;

  Frame(int type, int flags, int stream, byte[] payload) {
    this.type = type;
    this.flags = flags;
    this.stream = stream;
    this.payload = payload;
  }

  int type() {
    return type;
  }

  int stream() {
    return stream;
  }

  ByteBuffer payload() {
    return ByteBuffer.wrap(payload);
  }

  boolean isSet(int flag) {
    return (flags & flag) != 0;
  }

  byte[] encoded() {
    return ByteBuffer.allocate(HEADER_BYTES + payload.length)
        .putShort((short) (payload.length >> 8))
        .put((byte) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  static Frame headers(int stream, int flags, HeaderBlock headers) {
    return new Frame(HEADERS, flags | END_HEADERS, stream, headers.encoded());
  }

  static Frame data(int stream, int flags, byte[] payload) {
    return new Frame(DATA, flags, stream, payload);
  }

  /** Returns empty settings, which change nothing but must be acknowledged. */
  static Frame settings() {
    return new Frame(SETTINGS, 0, 0, new byte[0]);
  }

  static Frame acknowledgement() {
    return new Frame(SETTINGS, ACK, 0, new byte[0]);
  }

  static Frame ping() {
    return new Frame(PING, 0, 0, new byte[8]);
  }

  static Frame reset(int stream) {
    return new Frame(RST_STREAM, 0, stream, number(8));
  }

  static Frame windowUpdate(int stream, int increment) {
    return new Frame(WINDOW_UPDATE, 0, stream, number(increment));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
