package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.common.config.Secret;
import dev.waybill.common.testing.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A host name with several addresses, of which only some lead to a server. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere loopback has one address only")
final class DatabaseHostTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final DatabaseSettings settings = TestPostgres.freshDatabase("db/migration/testing");
  private final int port = Integer.parseInt(settings.url().address().replaceFirst(".*:", ""));

  @Test
  void triesTheNextAddressWhenOneIsSilent() throws Exception {
    InetAddress silent = loopback(2);
    // The operating system accepts connections, but no server answers.
    try (ServerSocket _ = new ServerSocket(port, 10, silent)) {
      long before = System.nanoTime();

      try (Connection connection = host(settings, silent, loopback(1)).connect()) {
        assertThat(connection.isValid(5)).isTrue();
      }

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT);
    }
  }

  @Test
  void triesTheNextAddressWhenOneRefuses() throws Exception {
    try (Connection connection = host(settings, loopback(3), loopback(1)).connect()) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void reportsTheErrorOnceWhenItIsTheSameAtEveryAddress() throws Exception {
    DatabaseSettings wrong =
        new DatabaseSettings(settings.url(), "nobody-we-know", new Secret("not-it"));

    Throwable failure = failure(host(wrong, loopback(1), loopback(1)));

    assertThat(SqlCause.of(failure)).isEqualTo("wrong user or password");
  }

  @Test
  void namesTheAddressesWhenTheyFailForDifferentReasons() throws Exception {
    DatabaseSettings wrong =
        new DatabaseSettings(settings.url(), "nobody-we-know", new Secret("not-it"));

    Throwable failure = failure(host(wrong, loopback(3), loopback(1)));

    assertThat(failure)
        .hasMessageContaining("127.0.0.3: the server cannot be reached")
        .hasMessageContaining("127.0.0.1: wrong user or password");
  }

  private static Throwable failure(DatabaseHost host) {
    return catchThrowable(() -> host.connect().close());
  }

  private static DatabaseHost host(DatabaseSettings settings, InetAddress... addresses) {
    String name = "localhost:" + settings.url().address().replaceFirst(".*:", "");
    return new DatabaseHost(
        () -> Sessions.driver(settings, name), LIMIT, _ -> List.of(addresses), _ -> {});
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }
}
