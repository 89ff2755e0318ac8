package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plan of a random run must be reproducible, so that a failure can be replayed. */
final class RandomPlanTest {
  private static final Duration LENGTH = Duration.ofMinutes(10);

  @Test
  void followsFromTheSeed() {
    assertThat(RandomPlan.of(7, LENGTH)).isEqualTo(RandomPlan.of(7, LENGTH));
    assertThat(RandomPlan.of(8, LENGTH).acts()).isNotEqualTo(RandomPlan.of(7, LENGTH).acts());
  }

  @Test
  void hasFaultsAndClientsOfEveryKind() {
    RandomPlan plan = RandomPlan.of(7, LENGTH);

    assertThat(plan.acts().stream().map(PlannedAct::act).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Act.class));
    assertThat(plan.visits().stream().map(Visit::wish).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Visit.Wish.class));
  }
}
