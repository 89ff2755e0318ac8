package dev.waybill.common.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.feed.ListedEvents.Event;
import dev.waybill.common.telemetry.Meters;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscribers get every event after the position where they joined, once, whenever they join. */
final class EventFeedTest {

  private static final int MOST_MISSED = 10;

  private final ListedEvents events = new ListedEvents();

  @AutoClose
  private final EventFeed<Event> feed =
      new EventFeed<>("feed", events, Duration.ofMillis(1), MOST_MISSED, Meters.OFF);

  private final Recorder first = new Recorder();
  private final Recorder second = new Recorder();

  @BeforeEach
  void start() {
    feed.start();
  }

  @Test
  void sendsEventsAfterTheSubscriberJoined() {
    add(3);
    assertThat(feed.join(first.toAll(), 3)).isTrue();

    add(2);

    awaitTold(first, 4, 5);
  }

  @Test
  void sendsEachSubscriberItsTopicOnly() {
    feed.join(first.to("red"), 0);
    feed.join(second.to("round"), 0);

    events.add("blue", "square");
    events.add("red", "square");
    events.add("red", "round");

    awaitTold(first, 2, 3);
    awaitTold(second, 3);
  }

  @Test
  void lateSubscriberGetsMissedEventsOnce() {
    feed.join(first.toAll(), 0);
    add(5);
    await().until(() -> feed.position() == 5);

    assertThat(feed.join(second.toAll(), 2)).isTrue();
    assertThat(second.positions).containsExactly(3L, 4L, 5L);

    add(1);
    awaitTold(second, 3, 4, 5, 6);
  }

  @Test
  void subscriberAheadOfTheFeedGetsNothingTwice() {
    feed.join(first.toAll(), 0);
    events.out = true;
    await().until(() -> !feed.isCurrent());
    add(5);
    assertThat(feed.join(second.toAll(), 4)).isTrue();

    events.out = false;

    awaitTold(first, 1, 2, 3, 4, 5);
    awaitTold(second, 5);
  }

  @Test
  void subscriberThatMissedTooMuchMustReadOnByItself() {
    feed.join(first.toAll(), 0);
    add(MOST_MISSED + 1);
    await().until(() -> feed.position() == MOST_MISSED + 1);

    assertThat(feed.join(second.toAll(), 0)).isFalse();
    assertThat(feed.join(second.to("red"), 0)).isTrue();

    assertThat(feed.subscribers()).isEqualTo(2);
    assertThat(second.positions).isEmpty();
  }

  @Test
  void cannotJoinBeforeTheOldestEventOfTheFeed() {
    add(5);
    feed.join(first.toAll(), 5);

    assertThat(feed.join(second.to("red"), 4)).isFalse();

    assertThat(feed.subscribers()).isEqualTo(1);
  }

  @Test
  void sendsMoreThanItReadsAtATime() {
    add(600);
    feed.join(first.toAll(), 0);

    awaitTold(first, LongStream.rangeClosed(1, 600).toArray());
  }

  @Test
  void readsOnceForAllSubscribersAndNeverWithoutAny() {
    assertNoReads();
    List<Subscription<Event>> all =
        Stream.generate(() -> new Recorder().toAll()).limit(10_000).toList();
    all.forEach(subscription -> feed.join(subscription, 0));
    feed.join(first.toAll(), 0);
    int before = events.reads.get();
    add(1);
    awaitTold(first, 1);
    // Each subscriber would have read at least once by itself.
    assertThat(events.reads.get() - before).isLessThan(10_000);

    all.forEach(feed::leave);
    assertThat(feed.subscribers()).isEqualTo(1);
  }

  @Test
  void restartsForANewSubscriberAfterAllLeft() {
    Subscription<Event> subscription = first.toAll();
    feed.join(subscription, 0);
    add(2);
    awaitTold(first, 1, 2);
    feed.leave(subscription);
    assertNoReads();
    add(2);

    assertThat(feed.join(second.toAll(), 3)).isTrue();

    awaitTold(second, 4);
    awaitTold(first, 1, 2);
  }

  @Test
  void isNotCurrentWhileReadsFailAndContinuesAfterwards() {
    feed.join(first.toAll(), 0);
    events.out = true;
    await().until(() -> !feed.isCurrent());
    add(3);
    events.out = false;

    awaitTold(first, 1, 2, 3);
    await().until(feed::isCurrent);
  }

  @Test
  void failingSubscriberIsRemovedWithoutAffectingOthers() {
    RuntimeException failure = new IllegalStateException("seeded");
    first.reaction =
        _ -> {
          throw failure;
        };
    feed.join(first.toAll(), 0);
    feed.join(second.toAll(), 0);

    add(2);

    awaitTold(second, 1, 2);
    assertThat(first.failures).containsExactly(failure);
    assertThat(feed.subscribers()).isEqualTo(1);
  }

  @Test
  void subscriberMayLeaveWhileReceivingAnEvent() {
    Subscription<Event> leaving = first.toAll();
    first.reaction = _ -> feed.leave(leaving);
    feed.join(leaving, 0);
    feed.join(second.toAll(), 0);

    add(2);

    awaitTold(second, 1, 2);
    awaitTold(first, 1);
  }

  private void assertNoReads() {
    // One read may be in progress.
    await().pollDelay(Duration.ofMillis(20)).until(() -> true);
    int before = events.reads.get();
    await().during(Duration.ofMillis(50)).until(() -> events.reads.get() == before);
  }

  private void add(int count) {
    LongStream.range(0, count).forEach(_ -> events.add("blue"));
  }

  private static void awaitTold(Recorder subscriber, long... positions) {
    List<Long> expected = LongStream.of(positions).boxed().toList();
    await().untilAsserted(() -> assertThat(subscriber.positions).isEqualTo(expected));
  }
}
