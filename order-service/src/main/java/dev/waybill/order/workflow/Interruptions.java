package dev.waybill.order.workflow;

import org.slf4j.Logger;

/**
 * Reports runs that broke off: a fault of ours in full, a participant's silence at DEBUG only, for
 * it befalls every order alike and is told as the outage it is.
 */
final class Interruptions {

  private Interruptions() {}

  static void log(Logger log, SagaOutcome.Interrupted interrupted, String consequence) {
    Object id = interrupted.claimed().id();
    RuntimeException cause = interrupted.cause();
    if (interrupted.isFault()) {
      log.error("order {} broke off, to be {}", id, consequence, cause);
    } else {
      log.debug("order {} broke off, to be {}: {}", id, consequence, cause.getMessage());
    }
  }
}
