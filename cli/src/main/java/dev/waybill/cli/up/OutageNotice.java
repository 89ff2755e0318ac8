package dev.waybill.cli.up;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.postgres.Outages;

/** Tells the terminal of `waybill up` that the services have no database, and when they have. */
record OutageNotice(Screen screen) implements Outages {
  @Override
  public void began(String reason) {
    screen.line(Style.BAD, reason);
    screen.line(Style.BAD, "The services cannot store anything until it does. It is tried again.");
  }

  @Override
  public void ended() {
    screen.line(Style.GOOD, "PostgreSQL is back.");
  }
}
