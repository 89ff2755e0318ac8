package dev.waybill.order.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.QuickSettings;
import dev.waybill.order.Requests;
import dev.waybill.order.RunningOrderService;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** ImportOrders over a real socket, with a server restart in the middle. */
final class ImportRestartTest {
  private static final int ORDERS = 1000;

  @AutoClose private final ScriptedParticipants participants = ScriptedParticipants.start();

  private final DatabaseSettings database = TestPostgres.freshDatabase(OrderPorts.MIGRATIONS);
  private GrpcServer server = start(0);
  private final ManagedChannel channel =
      Channels.open(server.address(), OrderServiceGrpc.getServiceDescriptor());
  private final ReopeningExchange<String, ImportOrdersRequest, ImportOrdersResponse> exchange =
      new ReopeningExchange<>(
          OrderServiceGrpc.newStub(channel)::importOrders, ImportOrdersResponse::getRequestId, 256);

  @AfterEach
  void stop() {
    exchange.close();
    Channels.close(channel, Duration.ofSeconds(1));
    server.close();
  }

  @Test
  void placesEveryOrderOnceAcrossAServerRestart() throws Exception {
    List<ImportOrdersRequest> items =
        Stream.generate(
                () -> ImportOrdersRequest.newBuilder().setOrder(Requests.anyOrder()).build())
            .limit(ORDERS)
            .toList();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    CompletableFuture<List<ImportOrdersResponse>> answers =
        CompletableFuture.supplyAsync(() -> importAll(items, stopped));
    await().until(() -> stored() > ORDERS / 4);

    int port = server.port();
    server.close();
    assertThat(stored()).isLessThan(ORDERS);
    stopped.complete(null);
    server = start(port);

    assertThat(answers.get(60, TimeUnit.SECONDS))
        .hasSize(ORDERS)
        .allMatch(ImportOrdersResponse::hasOrder)
        .extracting(answer -> answer.getOrder().getOrderId())
        .doesNotHaveDuplicates();
    assertThat(stored()).isEqualTo(ORDERS);
  }

  /** Holds the second half back until the server has stopped. */
  private List<ImportOrdersResponse> importAll(
      List<ImportOrdersRequest> items, CompletableFuture<?> stopped) {
    TimeBudget time = TimeBudget.of(Duration.ofSeconds(60));
    List<CompletableFuture<ImportOrdersResponse>> answers = new ArrayList<>();
    for (ImportOrdersRequest item : items) {
      if (answers.size() == ORDERS / 2) {
        stopped.join();
      }
      answers.add(exchange.send(item.getOrder().getRequestId(), item, time));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private GrpcServer start(int port) {
    return GrpcServer.start(
        new ServerSettings(port),
        RunningOrderService.wiring(
            QuickSettings.withoutFulfilment(),
            RunningOrderService.ports(
                QuickSettings.withoutFulfilment(),
                database,
                participants.channel(),
                participants.channel())));
  }

  private int stored() {
    return TestPostgres.count(database, "SELECT count(*) FROM orders");
  }
}
