package dev.waybill.cli.demo;

/** The services did something other than the story says. */
final class UnexpectedOutcomeException extends RuntimeException {
  UnexpectedOutcomeException(String message) {
    super(message);
  }
}
