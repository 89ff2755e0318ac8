package dev.waybill.common.failure;

import java.util.function.Supplier;

/** The work may or may not be stored: only asking again with the same id tells. */
public final class OutcomeUnknownException extends RuntimeException {
  public OutcomeUnknownException(String message) {
    super(message);
  }

  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Runs what follows on a step that may have had its effect elsewhere: after that, no failure of
   * the rest means that nothing was done.
   *
   * @param done what was done before, for the message
   */
  public static <T> T unlessFinished(String done, Supplier<T> rest) {
    try {
      return rest.get();
    } catch (NothingDoneException e) {
      throw new OutcomeUnknownException(done + ", but then: " + e.getMessage(), e);
    }
  }
}
