package dev.waybill.system.crash;

import java.util.Locale;

/** A place where a process can be killed: a moment of a call on one of its ports. */
record FaultPoint(String call, Moment moment) {
  @Override
  public String toString() {
    return moment.name().toLowerCase(Locale.ROOT) + " " + call;
  }
}
