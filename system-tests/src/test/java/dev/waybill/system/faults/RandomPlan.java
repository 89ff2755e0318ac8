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

/**
 * Everything that is done in a random run, and when. It depends only on the seed and the length.
 */
record RandomPlan(long seed, Duration length, List<Visit> visits, List<PlannedAct> acts) {
  private static final RandomGeneratorFactory<RandomGenerator> DICE =
      RandomGeneratorFactory.of("L64X128MixRandom");

  static RandomPlan of(long seed, Duration length) {
    // Two generators, so that a change to one of the two plans does not change the other.
    RandomGenerator dice = DICE.create(seed);
    RandomVisits visits = new RandomVisits(DICE.create(dice.nextLong()));
    RandomActs acts = new RandomActs(DICE.create(dice.nextLong()));
    return new RandomPlan(seed, length, visits.plan(length), acts.plan(length));
  }

  /** Writes one line for each step. */
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
