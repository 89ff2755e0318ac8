package dev.waybill.system.faults;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws faults: one every few seconds, on instances that do not have one already. */
final class RandomActs {
  private static final int INSTANCES = 2;

  /** At the end everything must run, and the orders' own recovery must be seen. */
  private static final Duration QUIET_AT_THE_END = Duration.ofSeconds(8);

  /** Gives an instance time to start and take part before its next fault. */
  private static final long RECOVERY_MILLIS = 6_000;

  private static final List<ServiceDefinition<?, ?>> SERVICES = Services.ALL;

  private final RandomGenerator dice;
  private final long[] busyUntil = new long[SERVICES.size() * INSTANCES];
  private final List<PlannedAct> acts = new ArrayList<>();

  RandomActs(RandomGenerator dice) {
    this.dice = dice;
  }

  List<PlannedAct> plan(Duration length) {
    long last = length.minus(QUIET_AT_THE_END).toMillis();
    for (long at = between(1_500, 3_000); at < last; at += between(1_500, 4_500)) {
      addFault(at);
    }
    return acts.stream().sorted(Comparator.comparingLong(PlannedAct::atMillis)).toList();
  }

  private void addFault(long at) {
    switch (dice.nextInt(10)) {
      case 0 -> acts.add(new PlannedAct(at, Act.KILL_DATABASE, Services.ORDER, 0));
      case 1, 2 ->
          acts.add(
              new PlannedAct(at, Act.END_SESSIONS, SERVICES.get(dice.nextInt(SERVICES.size())), 0));
      case 3, 4, 5 -> addPair(at, Act.KILL, Act.START, between(100, 3_000));
      // Sometimes longer than the lease of an order, sometimes not.
      case 6, 7, 8 -> addPair(at, Act.PAUSE, Act.CONTINUE, between(1_000, 7_000));
      default -> addPair(at, Act.STOP, Act.START, between(0, 1_000));
    }
  }

  private void addPair(long at, Act begin, Act end, long lastMillis) {
    int[] idle =
        IntStream.range(0, busyUntil.length).filter(number -> busyUntil[number] <= at).toArray();
    if (idle.length == 0) {
      return;
    }
    int chosen = idle[dice.nextInt(idle.length)];
    busyUntil[chosen] = at + lastMillis + RECOVERY_MILLIS;
    ServiceDefinition<?, ?> service = SERVICES.get(chosen / INSTANCES);
    acts.addAll(
        Arrays.asList(
            new PlannedAct(at, begin, service, chosen % INSTANCES),
            new PlannedAct(at + lastMillis, end, service, chosen % INSTANCES)));
  }

  private long between(long least, long most) {
    return dice.nextLong(least, most + 1);
  }
}
