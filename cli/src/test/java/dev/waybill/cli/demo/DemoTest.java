package dev.waybill.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.output.Screen;
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

/** The story must play as documented, on real services and a real database. */
final class DemoTest {
  private static final String AUDIT = "The books of all three services are held against each other";
  private static final String ALL_AS_TOLD = "All as told";

  @TempDir private Path folder = Path.of("");

  @Test
  void printsStoryAsDocumented() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    boolean asTold = run(told);
    String text = told.toString(StandardCharsets.UTF_8);
    assertThat(asTold).as(text).isTrue();
    assertThat(text)
        .containsSubsequence(AUDIT, "0 violations", ALL_AS_TOLD)
        .containsOnlyOnce(ALL_AS_TOLD)
        .doesNotContain("\u001b");
  }

  @Test
  void failsWhenTheAuditFindsAViolation() {
    TamperingReader told = new TamperingReader();
    boolean asTold = run(told);
    String text = told.toString(StandardCharsets.UTF_8);
    assertThat(asTold).as(text).isFalse();
    assertThat(text).containsSubsequence(AUDIT, "I4 orders/", "Not as told");
    assertThat(text).doesNotContain(ALL_AS_TOLD);
  }

  private boolean run(ByteArrayOutputStream told) {
    try (Lifetime lifetime = new Lifetime();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
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
