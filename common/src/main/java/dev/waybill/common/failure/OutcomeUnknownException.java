package dev.waybill.common.failure;

import java.util.function.Supplier;

/** The work may or may not be stored; only a retry with the same id shows which. */
public final class OutcomeUnknownException extends RuntimeException {
  public OutcomeUnknownException(String message) {
    super(message);
  }

  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Runs the rest of some work after a step that may already have had an effect elsewhere. From
   * then on, a failure of the rest no longer means that nothing was done.
   *
   * @param done what the step did, for the message
   */
  public static <T> T unlessFinished(String done, Supplier<T> rest) {
    try {
      return rest.get();
    } catch (NothingDoneException e) {
      throw new OutcomeUnknownException(done + ", but then: " + e.getMessage(), e);
    }
  }
}
