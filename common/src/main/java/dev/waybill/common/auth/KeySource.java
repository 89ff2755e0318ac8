package dev.waybill.common.auth;

import java.io.IOException;
import java.time.Duration;

/** Where the public keys of the tokens' issuer are published, as a JWKS document. */
sealed interface KeySource permits KeyFile, KeyUrl {
  /** Far more than any issuer's document has. */
  int MAX_BYTES = 1024 * 1024;

  /**
   * Reads the document. May block for a few seconds.
   *
   * @throws IOException if it cannot be read, or is too large; the message says why
   */
  String read() throws IOException, InterruptedException;

  /** Returns how long to wait after one read before the next. */
  Duration pause();

  /**
   * Returns whether it can be read as soon as the service starts, so that a failure is a mistake.
   */
  boolean isLocal();

  /** Returns the file's name or the URL. */
  @Override
  String toString();
}
