package dev.waybill.template.store;

import static dev.waybill.template.domain.SampleRequests.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleCommand.Close;
import dev.waybill.template.domain.SampleCommand.Create;
import dev.waybill.template.domain.SampleCommand.SampleResult;
import dev.waybill.template.domain.SampleCommand.SampleResult.Stands;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleId;
import dev.waybill.template.domain.SampleRequest;
import dev.waybill.template.domain.SampleRequests;
import dev.waybill.template.domain.SampleState.Closed;
import dev.waybill.template.domain.SampleStore.PagePosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the store has confirmed is stored, and stored once. */
final class PostgresSampleStoreTest {
  private static final String MIGRATIONS = "db/migration/template";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
  @AutoClose private final Database database = Database.open(settings, MIGRATIONS);

  @AutoClose
  private final PostgresSampleStore store =
      new PostgresSampleStore(database, GroupSettings.defaults());

  private final PostgresSampleEvents events = new PostgresSampleEvents(database);

  @Test
  void keepsBothStates() {
    Sample created = create(anyRequest());
    assertThat(store.find(created.id(), budget())).contains(created);

    Sample closed = standing(store.apply(new Close(created.id(), 2), budget()));

    assertThat(closed.state()).isEqualTo(new Closed(2));
    assertThat(store.find(created.id(), budget())).contains(closed);
  }

  @Test
  void findsNothingUnderAnUnknownId() {
    assertThat(store.find(SampleRequests.anyId(), budget())).isEmpty();
  }

  @Test
  void createsOnceWhenTwoInstancesTryAtOnce() throws Exception {
    SampleRequest contended = anyRequest();
    try (Database otherDatabase = Database.open(settings, MIGRATIONS);
        var other = new PostgresSampleStore(otherDatabase, GroupSettings.defaults());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SampleResult.OfCreate>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Create command = new Create(i % 2 == 0 ? contended : anyRequest());
        calls.add(() -> store.apply(command, budget()));
        calls.add(() -> other.apply(command, budget()));
      }
      List<Sample> answers = new ArrayList<>();
      for (Future<SampleResult.OfCreate> answer : threads.invokeAll(calls)) {
        answers.add(standing(answer.get()));
      }

      assertThat(answers.stream().filter(answer -> answer.request().equals(contended)))
          .hasSize(40)
          .containsOnly(store.find(contended.sampleId(), budget()).orElseThrow());
      assertThat(positions(events.after(0, 1000, budget())))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
    }
  }

  @Test
  void listsNewestFirstFromAnyPosition() {
    Stream<SampleId> created = Stream.generate(() -> create(anyRequest()).id());
    List<SampleId> oldestFirst = created.limit(5).toList();

    List<Sample> first = store.list(null, 2, budget());
    List<Sample> rest = store.list(PagePosition.of(first.getLast()), 10, budget());

    assertThat(Stream.concat(first.stream(), rest.stream()))
        .extracting(Sample::id)
        .containsExactlyElementsOf(oldestFirst.reversed());
  }

  @Test
  void readsEventsFromAnyPosition() {
    Sample created = create(anyRequest());
    create(anyRequest());
    store.apply(new Close(created.id(), 1), budget());

    List<RecordedEvent> all = events.after(0, 10, budget());

    assertThat(positions(all)).containsExactly(1L, 2L, 3L);
    assertThat(all.getLast().event().sampleId()).isEqualTo(created.id());
    assertThat(all.getLast().event().version()).isEqualTo(2);
    assertThat(events.after(1, 1, budget())).containsExactly(all.get(1));
    assertThat(events.after(3, 10, budget())).isEmpty();
    assertThat(events.lastPosition(budget())).isEqualTo(3);
  }

  private Sample create(SampleRequest request) {
    return standing(store.apply(new Create(request), budget()));
  }

  private static Sample standing(SampleResult result) {
    assertThat(result).isInstanceOf(Stands.class);
    return ((Stands) result).sample();
  }

  private static List<Long> positions(List<RecordedEvent> read) {
    return read.stream().map(RecordedEvent::position).toList();
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
