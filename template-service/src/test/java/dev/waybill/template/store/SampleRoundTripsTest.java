package dev.waybill.template.store;

import static dev.waybill.template.domain.SampleRequests.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.testing.DatabaseTap;
import dev.waybill.common.testing.DatabaseTap.RoundTrip;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.SampleCommand.Close;
import dev.waybill.template.domain.SampleCommand.Create;
import dev.waybill.template.domain.SampleCommand.SampleResult.Stands;
import dev.waybill.template.domain.SampleRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command costs one round trip, unless another instance was there first. */
final class SampleRoundTripsTest {
  private static final String MIGRATIONS = "db/migration/template";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
  @AutoClose private final DatabaseTap tap = new DatabaseTap(settings);

  @AutoClose
  private final Database database = Database.open(tap.settings().withConnections(1), MIGRATIONS);

  @AutoClose
  private final PostgresSampleStore store =
      new PostgresSampleStore(database, GroupSettings.defaults());

  @BeforeEach
  void readTheClock() {
    create(anyRequest());
    tap.clear();
  }

  @Test
  void writesWhatIsNewOrKnownWithoutLockingIt() {
    SampleRequest request = anyRequest();
    create(request);
    close(request);

    assertThat(trips())
        .containsExactly("BEGIN INSERT WITH SELECT COMMIT", "BEGIN WITH WITH SELECT COMMIT");
  }

  @Test
  void locksWhatAnotherInstanceHasChanged() {
    SampleRequest request = anyRequest();
    create(request);
    TestPostgres.execute(
        settings,
        "UPDATE samples SET version = 5 WHERE sample_id = '%s'".formatted(request.sampleId()));
    tap.clear();

    assertThat(close(request).sample().version()).isEqualTo(6);
    assertThat(trips())
        .containsExactly(
            "BEGIN WITH WITH SELECT COMMIT", "ROLLBACK", "BEGIN SELECT SELECT", "WITH WITH COMMIT");
  }

  @Test
  void locksWhatWasCreatedBefore() {
    SampleRequest request = anyRequest();
    create(request);
    close(request);
    tap.clear();

    create(request);

    assertThat(trips()).containsExactly("BEGIN SELECT SELECT", "COMMIT");
  }

  private void create(SampleRequest request) {
    assertThat(store.apply(new Create(request), budget())).isInstanceOf(Stands.class);
  }

  private Stands close(SampleRequest request) {
    return (Stands) store.apply(new Close(request.sampleId(), 1), budget());
  }

  private List<String> trips() {
    return tap.trips().stream().map(RoundTrip::outline).filter(text -> !text.isEmpty()).toList();
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
