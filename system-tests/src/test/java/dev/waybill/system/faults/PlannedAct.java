package dev.waybill.system.faults;

import dev.waybill.common.server.ServiceDefinition;
import java.util.Locale;

/**
 * A step done to a cluster at a given time.
 *
 * @param service whose instance or database is affected; any for PostgreSQL itself
 * @param instance 0 or 1
 */
record PlannedAct(long atMillis, Act act, ServiceDefinition<?, ?> service, int instance) {
  boolean isOnDatabase() {
    return act == Act.END_SESSIONS || act == Act.KILL_DATABASE;
  }

  @Override
  public String toString() {
    String target =
        switch (act) {
          case KILL, STOP, START, PAUSE, CONTINUE -> service.title() + " " + instance;
          case END_SESSIONS -> service.title();
          case KILL_DATABASE -> "PostgreSQL";
        };
    return String.format(Locale.ROOT, "%7.3f s  %s %s", atMillis / 1000.0, act, target);
  }
}
