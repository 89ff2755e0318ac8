package dev.waybill.common.hostile;

import java.io.IOException;

/** Something that no well-behaved client does, and what the server answers to it. */
record Attack(String name, Strike strike, String answer) {
  /** What is written on a connection that has introduced itself. */
  @FunctionalInterface
  interface Strike {
    void on(RawConnection connection) throws IOException;
  }

  /** Strikes until the server hangs up, which it may in the middle of it. */
  void on(RawConnection connection) {
    try {
      strike.on(connection);
    } catch (IOException _) {
      // The server's answer is what counts.
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
