package dev.waybill.common.group;

import dev.waybill.common.command.Command;
import java.time.Instant;
import java.util.List;

/** A command of these tests: store a value under an id, again and again if need be. */
record Entry(String id, int value, boolean isNewWork) implements Command<List<Entry>, String> {
  Entry(String id, int value) {
    this(id, value, true);
  }

  /** The same for work that was admitted before. */
  static Entry admitted(String id, int value) {
    return new Entry(id, value, false);
  }

  @Override
  public void nameRows(List<Entry> set) {
    set.add(this);
  }

  @Override
  public String decide(List<Entry> set, Instant now) {
    return id + "=" + value;
  }
}
