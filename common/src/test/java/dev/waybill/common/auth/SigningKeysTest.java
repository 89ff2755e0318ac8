package dev.waybill.common.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.TokenIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of calls when the document with the keys changes, is damaged or is gone. */
final class SigningKeysTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** So that a busy machine does not count as an outage. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final int CHUNK = 64 * 1024;

  @TempDir private Path folder;
  private TokenIssuer issuer;
  private HttpServer http;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<SigningKeys> open = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    issuer = TokenIssuer.in(folder);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.start();
  }

  @AfterEach
  void stop() {
    open.forEach(SigningKeys::close);
    over.countDown();
    http.stop(0);
  }

  @Test
  void readsAUrlWhoseServerComesUpLater() {
    AtomicInteger status = new AtomicInteger(503);
    serve(status);
    try (LoggedLines lines = new LoggedLines(SigningKeys.class.getName())) {
      TokenVerifier tokens = verifier();
      assertThat(ending(tokens, issuer.token("c1")))
          .isEqualTo("UNAVAILABLE TOKEN_KEYS_UNAVAILABLE");
      assertThat(lines.with(url().toString()))
          .containsExactly(
              "WARN keys of tokens at %s: the server answered with status 503".formatted(url()));

      status.set(200);

      assertThat(tokens.verify(issuer.token("c1")).subject()).isEqualTo("c1");
    }
  }

  @Test
  void keepsItsKeysWhileTheUrlIsDown() {
    AtomicInteger status = new AtomicInteger(200);
    serve(status);
    TokenVerifier tokens = verifier();

    status.set(500);
    String before = issuer.token("c1");
    assertThat(tokens.verify(before).subject()).isEqualTo("c1");
    issuer.rotate();

    assertThat(ending(tokens, issuer.token("c1"))).isEqualTo("UNAVAILABLE TOKEN_KEYS_UNAVAILABLE");
    assertThat(tokens.verify(before).subject()).isEqualTo("c1");
  }

  @Test
  void readsNoMoreThanOneMebibyte() {
    AtomicInteger sent = new AtomicInteger();
    answer(
        body -> {
          // A gigabyte, if the reader took it.
          for (int i = 0; i < 16 * 1024; i++) {
            body.write(new byte[CHUNK]);
            sent.incrementAndGet();
          }
        });

    try (LoggedLines lines = new LoggedLines(SigningKeys.class.getName())) {
      assertThat(ending(verifier(), issuer.token("c1")))
          .isEqualTo("UNAVAILABLE TOKEN_KEYS_UNAVAILABLE");
      assertThat(lines.with(url().toString()))
          .containsExactly(
              "WARN keys of tokens at %s: body exceeds capacity: 1048576".formatted(url()));
    }
    assertThat(sent).hasValueLessThan(4 * 1024);
  }

  @Test
  void doesNotWaitForAnAnswerThatNeverEnds() {
    answer(
        body -> {
          body.write('{');
          body.flush();
          awaitTheEnd();
        });
    long before = System.nanoTime();

    String ending =
        ending(verifier(opened(SigningKeys.open(new KeyUrl(url(), SHORT)))), issuer.token("c1"));

    assertThat(ending).isEqualTo("UNAVAILABLE TOKEN_KEYS_UNAVAILABLE");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void keepsItsKeysWhenAFileIsReplacedHalfWritten() throws IOException {
    SigningKeys keys = opened(SigningKeys.open(new KeyFile(issuer.jwks())));
    TokenVerifier tokens = verifier(keys);
    String before = issuer.token("c1");
    String whole = Files.readString(issuer.jwks());

    issuer.publish(whole.substring(0, whole.length() / 2));
    TokenIssuer stranger = TokenIssuer.in(Files.createDirectory(folder.resolve("stranger")));
    assertThat(ending(tokens, stranger.token("c1")))
        .isEqualTo("UNAVAILABLE TOKEN_KEYS_UNAVAILABLE");
    assertThat(tokens.verify(before).subject()).isEqualTo("c1");

    issuer.publish(whole);
    assertThat(ending(tokens, stranger.token("c1"))).isEqualTo("UNAUTHENTICATED TOKEN_INVALID");
  }

  @Test
  void readsOnceForManyUnknownKeysAtATime() throws Exception {
    serve(new AtomicInteger(200));
    SigningKeys keys = opened(SigningKeys.open(new KeyUrl(url(), LONG)));
    JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("made-up").build();
    long before = System.nanoTime();

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> searches =
          Collections.nCopies(200, () -> keys.find(unknown).isPresent());
      for (Future<Boolean> found : callers.invokeAll(searches)) {
        assertThat(found.get()).isFalse();
      }
    }

    long seconds = Duration.ofNanos(System.nanoTime() - before).toSeconds();
    assertThat(requests).hasValueLessThanOrEqualTo((int) seconds + 2);
  }

  @Test
  void forgetsAWithdrawnKeyEvenIfNobodyCallsMeanwhile() {
    serve(new AtomicInteger(200));
    SigningKeys keys = opened(SigningKeys.open(new KeyUrl(url(), LONG), Duration.ofMillis(20)));
    TokenVerifier tokens = verifier(keys);
    String old = issuer.token("c1");
    assertThat(tokens.verify(old).subject()).isEqualTo("c1");

    issuer.rotate();
    issuer.withdrawOldKeys();
    int before = requests.get();
    // The first of them may have begun before.
    await().until(() -> requests.get() >= before + 2);

    assertThat(ending(tokens, old)).isEqualTo("UNAUTHENTICATED TOKEN_INVALID");
  }

  @Test
  void readsNoMoreOnceItIsClosed() {
    serve(new AtomicInteger(200));
    SigningKeys keys = SigningKeys.open(new KeyUrl(url(), LONG), Duration.ofMillis(20));
    await().until(() -> requests.get() >= 2);

    keys.close();

    // The last read may still be on its way; one a second would follow.
    int before = requests.get();
    await().during(Duration.ofMillis(2500)).until(() -> requests.get() <= before + 1);
  }

  private TokenVerifier verifier() {
    return verifier(opened(SigningKeys.open(new KeyUrl(url(), LONG))));
  }

  private SigningKeys opened(SigningKeys keys) {
    open.add(keys);
    return keys;
  }

  private static TokenVerifier verifier(SigningKeys keys) {
    return new TokenVerifier(keys, TokenIssuer.ISSUER, TokenIssuer.AUDIENCE);
  }

  private static String ending(TokenVerifier tokens, String token) {
    return CallError.of(() -> tokens.verify(token)).ending();
  }

  private URI url() {
    return URI.create("http://localhost:%s/keys".formatted(http.getAddress().getPort()));
  }

  /** Serves the issuer's document, or an error. */
  private void serve(AtomicInteger status) {
    http.createContext(
        "/keys",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = Files.readString(issuer.jwks()).getBytes(UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void answer(Body body) {
    http.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
          } catch (IOException e) {
            // The reader has hung up, as it should.
            throw new UncheckedIOException(e);
          }
        });
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What an odd server sends. */
  @FunctionalInterface
  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
