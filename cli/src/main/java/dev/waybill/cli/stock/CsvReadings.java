package dev.waybill.cli.stock;

import com.google.protobuf.Timestamp;
import dev.waybill.local.text.TextLine;
import dev.waybill.local.text.TextLines;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file of scanner readings: scan_id,sku,quantity and optionally scan_time. Skips empty lines,
 * comments after # and a heading. Reads line by line because the file may be larger than memory.
 */
final class CsvReadings {
  private static final String COLUMNS = "scan_id,sku,quantity[,scan_time]";

  private final Path file;
  private final String fingerprint;
  private final long count;

  private CsvReadings(Path file, String fingerprint, long count) {
    this.file = file;
    this.fingerprint = fingerprint;
    this.count = count;
  }

  /** Reads the whole file once, because nothing is sent if any line is malformed. */
  static CsvReadings check(Path file) throws IOException {
    MessageDigest digest = sha256();
    CsvReadings unnamed = new CsvReadings(file, "", 0);
    long count = 0;
    try (TextLines lines = TextLines.open(file)) {
      Optional<TextLine> line = lines.next();
      while (line.isPresent()) {
        digest.update((line.get().text() + "\n").getBytes(StandardCharsets.UTF_8));
        count += unnamed.readings(line.get()).count();
        line = lines.next();
      }
    }
    return new CsvReadings(file, HexFormat.of().formatHex(digest.digest()), count);
  }

  /** The number of readings. */
  long count() {
    return count;
  }

  /** The readings of the file's lines, created lazily. */
  Stream<ReceiveStockRequest> of(TextLines lines) {
    return lines.stream().flatMap(this::readings);
  }

  private Stream<ReceiveStockRequest> readings(TextLine line) {
    String text = line.text().strip();
    boolean heading = line.number() == 1 && text.startsWith("scan_id,");
    return text.isEmpty() || text.startsWith("#") || heading
        ? Stream.empty()
        : Stream.of(reading(line));
  }

  private ReceiveStockRequest reading(TextLine line) {
    if (!line.complete()) {
      throw malformed(line, "longer than " + TextLines.LONGEST_LINE + " bytes");
    }
    List<String> columns = Stream.of(line.text().split(",", -1)).map(String::strip).toList();
    if (columns.size() != 3 && columns.size() != 4) {
      throw malformed(line, "expected " + COLUMNS);
    }
    ReceiveStockRequest.Builder reading =
        ReceiveStockRequest.newBuilder()
            .setScanId(columns.get(0).isEmpty() ? madeUpId(line) : columns.get(0))
            .setSku(columns.get(1))
            .setQuantity(quantity(line, columns.get(2)));
    if (columns.size() == 4 && !columns.get(3).isEmpty()) {
      reading.setScanTime(time(line, columns.get(3)));
    }
    return reading.build();
  }

  /** The id is the same if the same file is sent again, and differs for other files. */
  private String madeUpId(TextLine line) {
    String name = fingerprint + ":" + line.number();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private int quantity(TextLine line, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw malformed(line, "quantity must be a whole number, but was \"" + text + "\"");
    }
  }

  private Timestamp time(TextLine line, String text) {
    try {
      Instant time = Instant.parse(text);
      return Timestamp.newBuilder()
          .setSeconds(time.getEpochSecond())
          .setNanos(time.getNano())
          .build();
    } catch (DateTimeParseException _) {
      throw malformed(
          line, "scan_time must be like 2026-11-21T05:00:00Z, but was \"" + text + "\"");
    }
  }

  private IllegalArgumentException malformed(TextLine line, String problem) {
    return new IllegalArgumentException(
        file.getFileName() + " line " + line.number() + ": " + problem);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
