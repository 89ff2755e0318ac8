package dev.waybill.system.faults;

import dev.waybill.cli.client.Service;
import java.util.Locale;

/**
 * Something that is done to a cluster at a time.
 *
 * @param service whose instance or database it is done to; for PostgreSQL itself, any
 * @param instance 0 or 1
 */
record PlannedAct(long atMillis, Act act, Service service, int instance) {
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
