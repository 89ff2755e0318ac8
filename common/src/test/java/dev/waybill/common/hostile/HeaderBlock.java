package dev.waybill.common.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The headers of a call, right or wrong, and their HPACK encoding. Every field is a literal with a
 * new name and without indexing, so that a test controls each byte.
 */
record HeaderBlock(List<Field> fields) {
  private static final int LITERAL_WITHOUT_INDEXING = 0x00;
  private static final int LENGTH_PREFIX_MAX = 0x7f;

  /** One header; each of its characters becomes one byte. */
  record Field(String name, String value) {}

  /**
   * Returns the headers with which a well-behaved client calls the method
   * "/package.Service/Method".
   */
  static HeaderBlock calling(String path) {
    return new HeaderBlock(
        List.of(
            new Field(":method", "POST"),
            new Field(":scheme", "http"),
            new Field(":path", path),
            new Field(":authority", "localhost"),
            new Field("te", "trailers"),
            new Field("content-type", "application/grpc")));
  }

  /** Returns a copy in which this field replaces the one with its name, or is added at the end. */
  HeaderBlock with(String name, String value) {
    List<Field> changed = new ArrayList<>(without(name).fields);
    changed.add(name.startsWith(":") ? 0 : changed.size(), new Field(name, value));
    return new HeaderBlock(changed);
  }

  HeaderBlock without(String name) {
    return new HeaderBlock(fields.stream().filter(field -> !field.name().equals(name)).toList());
  }

  byte[] encoded() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Field field : fields) {
      block.write(LITERAL_WITHOUT_INDEXING);
      for (String text : Arrays.asList(field.name(), field.value())) {
        writeLength(block, text.length());
        block.writeBytes(text.getBytes(ISO_8859_1));
      }
    }
    return block.toByteArray();
  }

  /** Writes an HPACK integer (RFC 7541, 5.1) with a prefix of seven bits. */
  private static void writeLength(ByteArrayOutputStream block, int length) {
    if (length < LENGTH_PREFIX_MAX) {
      block.write(length);
      return;
    }
    block.write(LENGTH_PREFIX_MAX);
    int rest = length - LENGTH_PREFIX_MAX;
    while (rest >= 0x80) {
      block.write((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    block.write(rest);
  }
}
