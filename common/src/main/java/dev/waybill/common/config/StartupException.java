package dev.waybill.common.config;

/** A reason not to start. Its message explains it to the operator in one line. */
public final class StartupException extends RuntimeException {
  public StartupException(String oneLine) {
    super(oneLine);
  }

  public StartupException(String oneLine, Throwable cause) {
    super(oneLine, cause);
  }
}
