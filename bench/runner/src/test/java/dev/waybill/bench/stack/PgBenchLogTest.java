package dev.waybill.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Rate;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pgbench logs is read as it is meant. */
final class PgBenchLogTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void latenciesAreThoseOfTheLog() {
    Stream<String> lines =
        IntStream.rangeClosed(1, 100)
            .mapToObj(number -> "0 %s %s000 0 1175850568 500000 17".formatted(number, number));

    Answers answers = PgBenchLog.read(lines, new Rate(100, Duration.ZERO, SECOND));

    assertThat(answers.answered()).isEqualTo(100);
    assertThat(answers.failed()).isZero();
    assertThat(answers.perSecond()).isEqualTo(100);
    assertThat(answers.p50()).isBetween(50.0, 50.1);
    assertThat(answers.p99()).isBetween(99.0, 99.1);
  }

  /** The first was due at 10.0 s, the second at 10.9 and the last at 11.1 s. */
  @Test
  void transactionsDueInTheLeadInDoNotCount() {
    Stream<String> lines =
        Stream.of(
            "0 1 100000 0 10 100000 5", "1 1 900000 0 11 800000 5", "0 2 300000 0 11 400000 5");

    Answers answers = PgBenchLog.read(lines, new Rate(2, SECOND, SECOND));

    assertThat(answers.answered()).isEqualTo(1);
    assertThat(answers.p99()).isBetween(300.0, 300.3);
  }

  @Test
  void failedAndSkippedTransactionsAreFailures() {
    Stream<String> lines =
        Stream.of(
            "0 1 2000 0 10 100000 5", "0 2 failed 0 10 200000 5", "0 3 skipped 0 10 300000 5");

    Answers answers = PgBenchLog.read(lines, new Rate(3, Duration.ZERO, SECOND));

    assertThat(answers.answered()).isEqualTo(1);
    assertThat(answers.failed()).isEqualTo(2);
    assertThat(answers.isWithin(SECOND)).isFalse();
  }

  @Test
  void anEmptyLogIsNoAnswer() {
    Answers answers = PgBenchLog.read(Stream.of(), new Rate(3, SECOND, SECOND));

    assertThat(answers.answered()).isZero();
    assertThat(answers.isWithin(SECOND)).isFalse();
  }

  @Test
  void namesALineThatIsNoneOfPgbenchs() {
    assertThatThrownBy(() -> PgBenchLog.read(Stream.of("0 1 2000"), new Rate(3, SECOND, SECOND)))
        .hasMessageContaining("expected at least 6 fields, but was \"0 1 2000\"");
  }
}
