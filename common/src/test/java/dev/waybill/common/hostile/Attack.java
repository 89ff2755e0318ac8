package dev.waybill.common.hostile;

import java.io.IOException;

/** Something that no well-behaved client does, and the server's answer to it. */
record Attack(String name, Strike strike, String answer) {
  /** Writes to a connection that has finished the HTTP/2 preface. */
  @FunctionalInterface
  interface Strike {
    void on(RawConnection connection) throws IOException;
  }

  /** Attacks until the server closes the connection, which may happen in the middle. */
  void on(RawConnection connection) {
    try {
      strike.on(connection);
    } catch (IOException _) {
      // Only the server's answer counts.
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
