package dev.waybill.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** All that is done in a random run, and when: follows from its seed and its length alone. */
record RandomPlan(long seed, Duration length, List<Visit> visits, List<PlannedAct> acts) {
  private static final RandomGeneratorFactory<RandomGenerator> DICE =
      RandomGeneratorFactory.of("L64X128MixRandom");

  static RandomPlan of(long seed, Duration length) {
    // Apart from each other, so that a change to one of them leaves the other as it was.
    RandomGenerator dice = DICE.create(seed);
    RandomVisits visits = new RandomVisits(DICE.create(dice.nextLong()));
    RandomActs acts = new RandomActs(DICE.create(dice.nextLong()));
    return new RandomPlan(seed, length, visits.plan(length), acts.plan(length));
  }

  /** One line for each thing that is done. */
  void write(Path file) {
    Stream<String> lines =
        Stream.concat(
            Stream.of("seed " + seed),
            Stream.concat(acts.stream(), visits.stream()).map(Object::toString));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, lines.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
