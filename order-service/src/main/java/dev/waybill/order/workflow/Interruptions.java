package dev.waybill.order.workflow;

import org.slf4j.Logger;

/**
 * Logs runs that broke off. A fault of ours is logged in full. A participant's silence is logged at
 * DEBUG only, because it hits every order alike and is reported once as an outage.
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
