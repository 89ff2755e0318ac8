package dev.waybill.common.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Writes entries in sets, records the groups that it gets, and fails where a test says so. */
final class EntryWriter implements GroupWriter<List<Entry>> {
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
  public List<Entry> begin() {
    return new ArrayList<>();
  }

  @Override
  public Instant lock(Handle handle, List<Entry> set) {
    attempts.add(List.copyOf(set));
    return Instant.EPOCH;
  }

  @Override
  public void write(Handle handle, List<Entry> set, Instant now) {
    handle
        .createUpdate(UPSERT)
        .bind("ids", set.stream().map(Entry::id).toArray(String[]::new))
        .bind("values", set.stream().map(Entry::value).toArray(Integer[]::new))
        .execute();
    Fault fault = faults.poll();
    if (fault != null) {
      fault.strike(handle);
    }
  }
}
