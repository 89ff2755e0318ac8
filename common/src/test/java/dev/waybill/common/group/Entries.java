package dev.waybill.common.group;

import dev.waybill.common.command.WorkingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The working set of these tests. Nothing is remembered, so every group is locked. */
record Entries(List<Entry> list) implements WorkingSet {
  Entries() {
    this(new ArrayList<>());
  }

  @Override
  public boolean recall(Instant now) {
    return false;
  }

  @Override
  public boolean isRewritten() {
    return false;
  }

  @Override
  public void remember() {}
}
