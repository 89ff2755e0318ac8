package dev.waybill.common.group;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Writes entries in sets, records the groups that it gets, and fails where a test says so. */
final class EntryWriter implements GroupWriter<Entries> {
  private static final String UPSERT =
      """
      INSERT INTO entry (id, value)
      SELECT DISTINCT ON (id) id, value
      FROM unnest(:ids::text[], :values::int[]) WITH ORDINALITY AS command (id, value, position)
      ORDER BY id, position DESC
      ON CONFLICT (id) DO UPDATE SET value = excluded.value
      """;

  private final List<List<Entry>> attempts = new CopyOnWriteArrayList<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** Sets the faults of the next attempts, one each, which happen after their statement. */
  void failNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Returns the attempted groups, in order. */
  List<List<Entry>> attempts() {
    return attempts;
  }

  /** Returns the sizes of the attempted groups, in order. */
  List<Integer> sizes() {
    return attempts.stream().map(List::size).toList();
  }

  @Override
  public Entries begin() {
    return new Entries();
  }

  @Override
  public Instant lock(Handle handle, Entries set) {
    attempts.add(List.copyOf(set.list()));
    return Instant.EPOCH;
  }

  @Override
  public void write(Handle handle, Entries set, Instant now) {
    handle
        .createUpdate(UPSERT)
        .bind("ids", set.list().stream().map(Entry::id).toArray(String[]::new))
        .bind("values", set.list().stream().map(Entry::value).toArray(Integer[]::new))
        .execute();
    Fault fault = faults.poll();
    if (fault != null) {
      fault.strike(handle);
    }
  }

  @Override
  public Instant writeUnlocked(Handle handle, Entries set, Instant now) {
    throw new UnsupportedOperationException("nothing is recalled");
  }
}
