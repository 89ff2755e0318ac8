package dev.waybill.cli.client;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as people read them: UTC, to the second. */
final class Times {
  private Times() {}

  static String format(Timestamp time) {
    return time.equals(Timestamp.getDefaultInstance())
        ? "-"
        : Instant.ofEpochSecond(time.getSeconds()).toString();
  }
}
