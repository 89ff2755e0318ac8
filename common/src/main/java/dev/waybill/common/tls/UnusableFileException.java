package dev.waybill.common.tls;

/** A file that cannot be used for TLS. The message says in one line which one it is, and why. */
final class UnusableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String oneLine) {
    super(oneLine);
  }

  UnusableFileException(String oneLine, Throwable cause) {
    super(oneLine, cause);
  }
}
