package dev.waybill.cli.up;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.postgres.Outages;

/**
 * Reports on the terminal of `waybill up` when the services lose their database and get it back.
 */
record OutageNotice(Screen screen) implements Outages {
  @Override
  public void began(String reason) {
    screen.line(Style.BAD, reason);
    screen.line(Style.BAD, "Until it does, the services cannot store anything. Retrying.");
  }

  @Override
  public void ended() {
    screen.line(Style.GOOD, "PostgreSQL is back.");
  }
}
