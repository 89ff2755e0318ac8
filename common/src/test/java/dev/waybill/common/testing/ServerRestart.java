package dev.waybill.common.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.time.TimeBudget;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * A client sends many requests over one stream that it reopens, and the server restarts in the
 * middle.
 *
 * @param <Q> the requests
 * @param <A> the answers
 */
public final class ServerRestart<Q, A> implements AutoCloseable {
  private static final int WINDOW = 256;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private final IntFunction<GrpcServer> start;
  private final Function<Q, String> keyOf;
  private final ManagedChannel channel;
  private final ReopeningExchange<String, Q, A> exchange;
  private GrpcServer server;

  /**
   * Starts the server on a free port.
   *
   * @param start starts the server on a port
   * @param opener opens the stream
   * @param keyOf what a request and its answer have in common
   */
  public ServerRestart(
      IntFunction<GrpcServer> start,
      ServiceDescriptor contract,
      BiFunction<Channel, StreamObserver<A>, StreamObserver<Q>> opener,
      Function<Q, String> keyOf,
      Function<A, String> keyOfAnswer) {
    this.start = start;
    this.keyOf = keyOf;
    this.server = start.apply(0);
    this.channel = Channels.open(server.address(), contract);
    this.exchange =
        new ReopeningExchange<>(answers -> opener.apply(channel, answers), keyOfAnswer, WINDOW);
  }

  /**
   * Sends the requests, the second half of them after the server has stopped, and returns their
   * answers. The server restarts on the same port after it has done more than a quarter.
   *
   * @param done how many requests have had their effect
   */
  public List<A> answersTo(List<Q> requests, IntSupplier done) throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    CompletableFuture<List<A>> answers =
        CompletableFuture.supplyAsync(() -> sendAll(requests, stopped));
    await().until(() -> done.getAsInt() > requests.size() / 4);

    int port = server.port();
    server.close();
    assertThat(done.getAsInt()).isLessThan(requests.size());
    stopped.complete(null);
    server = start.apply(port);

    return answers.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
  }

  private List<A> sendAll(List<Q> requests, CompletableFuture<?> stopped) {
    TimeBudget time = TimeBudget.of(LONG_ENOUGH);
    List<CompletableFuture<A>> answers = new ArrayList<>();
    for (Q request : requests) {
      if (answers.size() == requests.size() / 2) {
        stopped.join();
      }
      answers.add(exchange.send(keyOf.apply(request), request, time));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    exchange.close();
    Channels.close(channel, Duration.ofSeconds(1));
    server.close();
  }
}
