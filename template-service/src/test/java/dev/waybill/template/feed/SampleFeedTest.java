package dev.waybill.template.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.SampleEvent;
import dev.waybill.template.domain.SampleEvent.Kind;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import dev.waybill.template.domain.SampleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each watcher gets every event after the position at which it joined, once and in order. */
final class SampleFeedTest {
  /** More than the feed reads at a time. */
  private static final int MANY = 600;

  private final StoredEvents stored = new StoredEvents();
  @AutoClose private final SampleFeed feed = new SampleFeed(stored, Duration.ofMillis(1));

  private final List<Long> early = new CopyOnWriteArrayList<>();
  private final Watcher earlyWatcher = event -> early.add(event.position());
  private final List<Long> late = new CopyOnWriteArrayList<>();
  private final Watcher lateWatcher = event -> late.add(event.position());

  @Test
  void sendsNobodyWhatItHadBeforeItJoined() {
    stored.add(MANY);
    assertThat(feed.join(earlyWatcher, 0)).isTrue();
    assertThat(feed.join(lateWatcher, MANY - 1)).isTrue();

    feed.start();

    await().until(() -> feed.position() == MANY);
    assertThat(early).isEqualTo(positions(1));
    assertThat(late).isEqualTo(positions(MANY));
  }

  @Test
  void letsNobodyJoinWhereEventsWouldBeMissed() {
    stored.add(MANY);
    assertThat(feed.join(earlyWatcher, 0)).isTrue();
    feed.start();
    await().until(() -> feed.position() == MANY);

    assertThat(feed.join(lateWatcher, MANY - 1)).isFalse();
    assertThat(feed.join(lateWatcher, MANY)).isTrue();
  }

  @Test
  void beginsAnewForTheFirstWatcherAfterAPause() {
    stored.add(MANY);
    assertThat(feed.join(earlyWatcher, 0)).isTrue();
    feed.start();
    await().until(() -> feed.position() == MANY);
    feed.leave(earlyWatcher);

    assertThat(feed.join(lateWatcher, 1)).isTrue();

    await().until(() -> late.size() == MANY - 1);
    assertThat(late).isEqualTo(positions(2));
  }

  private static List<Long> positions(long first) {
    return LongStream.rangeClosed(first, MANY).boxed().toList();
  }

  /** Stored events in memory. */
  private static final class StoredEvents implements SampleEvents {
    private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();

    void add(int count) {
      for (int i = 0; i < count; i++) {
        SampleId id = new SampleId(new UUID(0, i));
        SampleEvent event = new SampleEvent(id, 1, Kind.OPEN, Instant.EPOCH);
        events.add(new RecordedEvent(events.size() + 1, event));
      }
    }

    @Override
    public long lastPosition(TimeBudget budget) {
      return events.size();
    }

    @Override
    public List<RecordedEvent> after(long position, int limit, TimeBudget budget) {
      return events.stream().filter(event -> event.position() > position).limit(limit).toList();
    }
  }
}
