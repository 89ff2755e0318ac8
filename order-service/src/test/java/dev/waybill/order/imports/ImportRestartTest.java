package dev.waybill.order.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.ServerRestart;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.QuickSettings;
import dev.waybill.order.Requests;
import dev.waybill.order.RunningOrderService;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** ImportOrders over a real socket, with a server restart in the middle. */
final class ImportRestartTest {
  private static final int ORDERS = 1000;

  @AutoClose private final ScriptedParticipants participants = ScriptedParticipants.start();

  private final DatabaseSettings database = TestPostgres.freshDatabase(OrderPorts.MIGRATIONS);

  @Test
  void placesEveryOrderOnceAcrossAServerRestart() throws Exception {
    List<ImportOrdersRequest> items =
        Stream.generate(
                () -> ImportOrdersRequest.newBuilder().setOrder(Requests.anyOrder()).build())
            .limit(ORDERS)
            .toList();
    try (ServerRestart<ImportOrdersRequest, ImportOrdersResponse> restart =
        new ServerRestart<>(
            this::start,
            OrderServiceGrpc.getServiceDescriptor(),
            (channel, answers) -> OrderServiceGrpc.newStub(channel).importOrders(answers),
            item -> item.getOrder().getRequestId(),
            ImportOrdersResponse::getRequestId)) {

      assertThat(restart.answersTo(items, this::stored))
          .hasSize(ORDERS)
          .allMatch(ImportOrdersResponse::hasOrder)
          .extracting(answer -> answer.getOrder().getOrderId())
          .doesNotHaveDuplicates();
      assertThat(stored()).isEqualTo(ORDERS);
    }
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
