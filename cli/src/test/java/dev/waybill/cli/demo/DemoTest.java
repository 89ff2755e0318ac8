package dev.waybill.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.postgres.DatabaseAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The story must play as documented, on real services and a real database. It waits for the time
 * limits that it shows, so it plays twice side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
@StartsFirst
final class DemoTest {
  private static final String AUDIT = "The audit checks that the data of all three services agree";
  private static final String SUCCESS = "All outcomes were as expected";

  @TempDir private Path folder = Path.of("");

  @Test
  void printsStoryAsDocumented() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    boolean succeeded = run(output);
    String text = output.toString(StandardCharsets.UTF_8);
    assertThat(succeeded).as(text).isTrue();
    assertThat(text)
        .containsSubsequence(AUDIT, "0 violations", SUCCESS)
        .containsOnlyOnce(SUCCESS)
        .doesNotContain("\u001b");
  }

  @Test
  void failsWhenTheAuditFindsAViolation() {
    TamperingReader output = new TamperingReader();
    boolean succeeded = run(output);
    String text = output.toString(StandardCharsets.UTF_8);
    assertThat(succeeded).as(text).isFalse();
    assertThat(text).containsSubsequence(AUDIT, "I4 orders/", "The demo failed");
    assertThat(text).doesNotContain(SUCCESS);
  }

  private boolean run(ByteArrayOutputStream output) {
    try (Lifetime lifetime = new Lifetime();
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      return new Demo(lifetime, folder, Screen.plain(out)).run();
    }
  }

  /** Corrupts the demo's books when the demo says that it checks them. */
  private final class TamperingReader extends ByteArrayOutputStream {
    private boolean tampered;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      if (!tampered && toString(StandardCharsets.UTF_8).contains(AUDIT)) {
        tampered = true;
        tamper();
      }
    }

    private void tamper() {
      try (Connection connection = orders().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE orders SET update_time = now() + interval '2 hours'");
      } catch (IOException | SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private DatabaseAccess orders() throws IOException {
      Path postgres = folder.resolve("postgres");
      String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(3);
      String password =
          Files.readAllLines(postgres.resolve("pgpass")).stream()
              .filter(line -> line.contains(":postgres:"))
              .map(line -> line.substring(line.lastIndexOf(':') + 1))
              .findFirst()
              .orElseThrow();
      return new DatabaseAccess(
          "jdbc:postgresql://127.0.0.1:" + port.strip() + "/orders", "postgres", password);
    }
  }
}
