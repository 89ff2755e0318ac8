package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.Orders;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The cost of one PlaceOrder on an idle machine, compared with its minimum: its flushes and hops,
 * measured in turn with it.
 */
@Isolated("measures times")
final class PlaceOrderLatencyTest {
  /** Intent, reservation, the card processor's record, the payment, the confirmation. */
  private static final int FLUSHES = 5;

  /** From the client to order-service, and from there to inventory and to payment. */
  private static final int HOPS = 3;

  private static final int WARM_UP = 400;
  private static final int ROUNDS = 200;

  /** A limit for machines where flushes cost almost nothing, so that mostly work remains. */
  private static final double MOST = 4;

  /** Retries are fair, because other work on the machine can only make it slower. */
  private static final int ATTEMPTS = 3;

  private static final Pattern DATABASE =
      Pattern.compile("PGPASSFILE=(\\S+) psql -h (\\S+) -p (\\d+) -U (\\S+)");

  @Test
  void oneOrderTakesAtMostAFewTimesItsFlushesAndHops(@TempDir Path folder) throws Exception {
    try (UpProcess up = UpProcess.startForLong(Files.createDirectory(folder.resolve("data")));
        Connection connection = connect(up);
        PreparedStatement flush = smallestWrite(connection)) {
      for (int i = 0; i < WARM_UP; i++) {
        Orders.place(up.channel(Services.ORDER), Orders.anyOrder());
      }
      double ratio = ratio(up, flush);
      for (int attempt = 1; attempt < ATTEMPTS && ratio >= MOST; attempt++) {
        ratio = Math.min(ratio, ratio(up, flush));
      }
      assertThat(ratio).isLessThan(MOST);
    }
  }

  /**
   * The median order time divided by the median time of its flushes and hops, all measured in turn.
   */
  private static double ratio(UpProcess up, PreparedStatement flush) throws Exception {
    long[] orders = new long[ROUNDS];
    long[] flushes = new long[ROUNDS];
    long[] hops = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      orders[round] = nanos(() -> Orders.place(up.channel(Services.ORDER), Orders.anyOrder()));
      flushes[round] = nanos(flush::executeUpdate);
      hops[round] = nanos(() -> hop(up));
    }
    long floor = FLUSHES * median(flushes) + HOPS * median(hops);
    double ratio = (double) median(orders) / floor;
    System.out.printf(
        Locale.ROOT,
        "PlaceOrder alone, fsync and synchronous_commit on: %d us = %.2f x (%d flushes of %d us"
            + " + %d hops of %d us)%n",
        median(orders) / 1000,
        ratio,
        FLUSHES,
        median(flushes) / 1000,
        HOPS,
        median(hops) / 1000);
    return ratio;
  }

  private static Connection connect(UpProcess up) throws Exception {
    Matcher address = DATABASE.matcher(up.output());
    assertThat(address.find()).as(up::output).isTrue();
    String user = address.group(4);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/postgres".formatted(address.group(2), address.group(3)),
        user,
        password(Path.of(address.group(1)), user));
  }

  /** Each line of the file is HOST:PORT:DATABASE:USER:PASSWORD. */
  private static String password(Path file, String user) throws Exception {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.contains(":" + user + ":"))
          .map(line -> line.substring(line.lastIndexOf(':') + 1))
          .findFirst()
          .orElseThrow();
    }
  }

  private static PreparedStatement smallestWrite(Connection connection) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE one_row (counter bigint)");
      statement.execute("INSERT INTO one_row VALUES (0)");
    }
    return connection.prepareStatement("UPDATE one_row SET counter = counter + 1");
  }

  private static void hop(UpProcess up) {
    var _ =
        HealthGrpc.newBlockingStub(up.channel(Services.ORDER))
            .check(HealthCheckRequest.getDefaultInstance());
  }

  private interface Timed {
    void run() throws Exception;
  }

  private static long nanos(Timed timed) throws Exception {
    long start = System.nanoTime();
    timed.run();
    return System.nanoTime() - start;
  }

  private static long median(long[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }
}
