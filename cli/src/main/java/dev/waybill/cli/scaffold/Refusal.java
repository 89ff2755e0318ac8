package dev.waybill.cli.scaffold;

/** Nothing was written, for a reason that the user can change; the message is one line. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
