package dev.waybill.cli.demo;

/** An outcome differs from the one that the demo expects. */
final class UnexpectedOutcomeException extends RuntimeException {
  UnexpectedOutcomeException(String message) {
    super(message);
  }
}
