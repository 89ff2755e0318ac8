package dev.waybill.common.auth;

import dev.waybill.common.failure.Causes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keys at a URL. A read is bounded in size, and in time from the connection to the last byte. */
record KeyUrl(URI url, Duration timeout) implements KeySource {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  KeyUrl(URI url) {
    this(url, TIMEOUT);
  }

  @Override
  public String read() throws IOException, InterruptedException {
    // One client for each read, because reads are rare and a client holds a thread.
    // A redirect could lead to an address that nobody configured.
    try (HttpClient client = HttpClient.newBuilder().followRedirects(Redirect.NEVER).build()) {
      CompletableFuture<HttpResponse<String>> pending =
          client.sendAsync(
              HttpRequest.newBuilder(url).build(),
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BYTES));
      try {
        // The request's own time-out would end with the headers.
        HttpResponse<String> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (response.statusCode() != OK) {
          throw new IOException("the server answered with status " + response.statusCode());
        }
        return response.body();
      } catch (ExecutionException e) {
        throw new IOException(Causes.innermost(e), e);
      } catch (TimeoutException e) {
        throw new IOException("no complete answer within " + timeout.toSeconds() + "s", e);
      } finally {
        client.shutdownNow();
      }
    }
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(1);
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  /** Hides the query, which may hold a key for the server. */
  @Override
  public String toString() {
    return withoutQuery(url);
  }

  static String withoutQuery(URI url) {
    return "%s://%s%s%s"
        .formatted(
            url.getScheme(),
            url.getRawAuthority(),
            url.getRawPath(),
            url.getRawQuery() == null ? "" : "?******");
  }
}
