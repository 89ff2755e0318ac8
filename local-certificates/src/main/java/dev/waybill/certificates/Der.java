package dev.waybill.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Encodes the types of ASN.1 that a certificate consists of, by the distinguished rules (DER). */
final class Der {
  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED_CONTEXT = 0xA0;

  /** X.509 requires the short form of a time before this year, and the long form from then on. */
  private static final int FIRST_YEAR_OF_LONG_TIMES = 2050;

  private static final DateTimeFormatter SHORT_TIME = time("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter LONG_TIME = time("yyyyMMddHHmmss'Z'");

  private Der() {}

  static byte[] sequence(byte[]... elements) {
    return encoded(SEQUENCE, joined(elements));
  }

  static byte[] integer(BigInteger value) {
    return encoded(INTEGER, value.toByteArray());
  }

  static byte[] isTrue() {
    return encoded(BOOLEAN, new byte[] {(byte) 0xFF});
  }

  static byte[] octets(byte[] content) {
    return encoded(OCTET_STRING, content);
  }

  /** A string of whole bytes. */
  static byte[] bits(byte[] content) {
    return bits(0, content);
  }

  static byte[] bits(int unused, byte[] content) {
    return encoded(BIT_STRING, joined(new byte[] {(byte) unused}, content));
  }

  static byte[] time(Instant time) {
    boolean isLong = time.atOffset(ZoneOffset.UTC).getYear() >= FIRST_YEAR_OF_LONG_TIMES;
    return encoded(
        isLong ? GENERALIZED_TIME : UTC_TIME,
        (isLong ? LONG_TIME : SHORT_TIME).format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /** An identifier in dotted form, such as "2.5.29.17". */
  static byte[] identifier(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(content, Integer.parseInt(arcs[i]));
    }
    return encoded(OBJECT_IDENTIFIER, content.toByteArray());
  }

  /** A value whose meaning follows from its number, without its own type. */
  static byte[] implicit(int number, byte[] content) {
    return encoded(CONTEXT | number, content);
  }

  /** A whole value whose meaning follows from its number. */
  static byte[] explicit(int number, byte[] value) {
    return encoded(CONSTRUCTED_CONTEXT | number, value);
  }

  /** Seven bits in each byte; all but the last byte have the eighth bit set. */
  private static void writeArc(ByteArrayOutputStream content, int arc) {
    int groups = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(arc) + 6) / 7);
    for (int group = groups - 1; group >= 0; group--) {
      int bits = (arc >> (7 * group)) & 0x7F;
      content.write(group == 0 ? bits : bits | 0x80);
    }
  }

  private static byte[] encoded(int tag, byte[] content) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.write(tag);
    if (content.length < 0x80) {
      encoded.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int leadingZero = length[0] == 0 ? 1 : 0;
      encoded.write(0x80 | (length.length - leadingZero));
      encoded.write(length, leadingZero, length.length - leadingZero);
    }
    encoded.writeBytes(content);
    return encoded.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static DateTimeFormatter time(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
