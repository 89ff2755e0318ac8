package dev.waybill.order.workflow;

import org.slf4j.Logger;

/** Reports runs that broke off: a participant's silence in one line, a fault of ours in full. */
final class Interruptions {

  private Interruptions() {}

  static void log(Logger log, SagaOutcome.Interrupted interrupted, String consequence) {
    Object id = interrupted.claimed().id();
    RuntimeException cause = interrupted.cause();
    if (interrupted.isFault()) {
      log.error("order {} broke off, to be {}", id, consequence, cause);
    } else {
      log.info("order {} broke off, to be {}: {}", id, consequence, cause.getMessage());
    }
  }
}
