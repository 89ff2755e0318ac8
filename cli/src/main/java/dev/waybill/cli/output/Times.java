package dev.waybill.cli.output;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Formats times for people: UTC, to the second. */
public final class Times {
  private Times() {}

  public static String format(Timestamp time) {
    return time.equals(Timestamp.getDefaultInstance())
        ? "-"
        : Instant.ofEpochSecond(time.getSeconds()).toString();
  }
}
