package dev.waybill.common.group;

import dev.waybill.common.command.Command;
import java.time.Instant;

/** The command of these tests: stores a value under an id; can be repeated. */
record Entry(String id, int value, boolean isNewWork) implements Command<Entries, String> {
  Entry(String id, int value) {
    this(id, value, true);
  }

  /** Returns the same command for work that was admitted before. */
  static Entry admitted(String id, int value) {
    return new Entry(id, value, false);
  }

  @Override
  public void nameRows(Entries set) {
    set.list().add(this);
  }

  @Override
  public String decide(Entries set, Instant now) {
    return id + "=" + value;
  }
}
