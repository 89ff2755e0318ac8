package dev.waybill.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that write orders set by set leave the rows that the scripts for one order leave. */
final class SetScriptsTest {
  private static final Path SCRIPTS = Path.of("..", "pgbench");
  private static final Load LOAD = new Load(1, Duration.ofSeconds(1), false);

  /** The tables with how many rows of each an order leaves, placed or completed. */
  private enum Leaves {
    ORDERS("orders", 1, 1),
    EVENTS("order_events", 2, 3),
    RESERVATIONS("reservations", 1, 1),
    CHARGES("sandbox.charges", 1, 1),
    PAYMENTS("payments", 1, 1),
    LEGS("ledger_legs", 0, 2);

    final String table;
    final int placed;
    final int whole;

    Leaves(String table, int placed, int whole) {
      this.table = table;
      this.placed = placed;
      this.whole = whole;
    }
  }

  @Test
  void leavesTheSameRows(@TempDir Path folder) throws IOException {
    assumeTrue(PgBench.isInstalled(), "pgbench is not installed");
    try (Postgres postgres = Postgres.start(folder)) {
      String place = script("place.sql");
      String placeSets = script("place-sets.sql");

      Contender one = PgBench.of("one", postgres, folder, place + script("fulfil.sql"));
      Contender placed = PgBench.ofSets("placed", postgres, folder, placeSets).orElseThrow();
      Contender whole =
          PgBench.ofSets("whole", postgres, folder, placeSets + script("fulfil-sets.sql"))
              .orElseThrow();
      assertThat(one.run(LOAD).orders()).isPositive();
      long orders = whole.run(LOAD).orders();
      long placedOrders = placed.run(LOAD).orders();

      assertThat(orders).isPositive().isEqualTo(64 * (orders / 64));
      for (Leaves leaves : Leaves.values()) {
        String count = "SELECT count(*) FROM " + leaves.table;
        assertThat(postgres.number("placed", count))
            .as(leaves.table)
            .isEqualTo(placedOrders * leaves.placed);
        assertThat(postgres.number("whole", count))
            .as(leaves.table)
            .isEqualTo(orders * leaves.whole);
        assertThat(kinds(postgres, "whole", leaves.table))
            .as(leaves.table)
            .isNotEmpty()
            .isEqualTo(kinds(postgres, "pgbench", leaves.table));
      }
      assertThat(postgres.number("whole", "SELECT sum(shipped) FROM items")).isEqualTo(orders);
      assertThat(postgres.number("placed", "SELECT sum(reserved) FROM items"))
          .isEqualTo(placedOrders);
    }
  }

  /** The different rows of a table, without what differs from order to order. */
  private static List<String> kinds(Postgres postgres, String database, String table) {
    String query =
        """
        SELECT DISTINCT (to_jsonb(t) - ARRAY['order_id', 'key', 'customer_id', 'request_id', 'claim',
          'position', 'skus', 'unit_prices', 'total_minor', 'amount_minor', 'due_time', 'event_time',
          'create_time', 'update_time', 'post_time', 'expires_at'])::text AS kind
        FROM %s AS t ORDER BY kind"""
            .formatted(table);
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> kinds = new ArrayList<>();
      while (rows.next()) {
        kinds.add(rows.getString(1));
      }
      return kinds;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  private static String script(String name) throws IOException {
    return Files.readString(SCRIPTS.resolve(name));
  }
}
