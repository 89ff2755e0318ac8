package dev.waybill.common.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** A message as gRPC frames it inside DATA: a flag, the length, the bytes. */
final class GrpcMessage {
  static final int HEADER_BYTES = 5;

  private GrpcMessage() {}

  static byte[] plain(byte[] message) {
    return framed(false, message.length, message);
  }

  static byte[] compressed(byte[] message) {
    return framed(true, message.length, message);
  }

  /** Frames a message; the length may be wrong on purpose. */
  static byte[] framed(boolean compressed, int length, byte[] message) {
    return ByteBuffer.allocate(HEADER_BYTES + message.length)
        .put((byte) (compressed ? 1 : 0))
        .putInt(length)
        .put(message)
        .array();
  }

  static byte[] gzip(byte[] message) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
