package dev.waybill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders over HTTP come at their rate, whatever the service does. */
final class HttpLoadTest {
  private static final Duration HALF = Duration.ofMillis(500);

  private final AtomicInteger received = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/orders", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdown();
  }

  @Test
  void countsTheOrdersOfTheRateWithoutThoseOfTheLeadIn() {
    Answers answers = load().run(new Rate(40, HALF, HALF));

    assertThat(answers.answered()).isEqualTo(20);
    assertThat(answers.failed()).isZero();
    assertThat(received).hasValue(40);
  }

  @Test
  void countsOrdersThatAreRefused() {
    status = 503;

    Answers answers = load().run(new Rate(40, Duration.ZERO, HALF));

    assertThat(answers.answered()).isZero();
    assertThat(answers.failed()).isEqualTo(20);
    assertThat(answers.isWithin(Duration.ofHours(1))).isFalse();
  }

  private HttpLoad load() {
    return new HttpLoad(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      received.incrementAndGet();
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
