package dev.waybill.system.crash;

import java.util.Locale;

/** Where a process can be made to die: at a moment of a call on one of its ports. */
record FaultPoint(String call, Moment moment) {
  @Override
  public String toString() {
    return moment.name().toLowerCase(Locale.ROOT) + " " + call;
  }
}
