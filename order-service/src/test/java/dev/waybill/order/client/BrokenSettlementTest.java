package dev.waybill.order.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.order.QuickSettings;
import dev.waybill.order.Requests;
import dev.waybill.order.RunningOrderService;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Captures over a real socket whose server dies before it has answered. */
final class BrokenSettlementTest {
  private static final int ORDERS = 40;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final ScriptedParticipants participants = ScriptedParticipants.start();
  private Server server = start(0);
  private final ManagedChannel payment =
      Channels.open("127.0.0.1:" + server.getPort(), PaymentServiceGrpc.getServiceDescriptor());
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withFulfilment(), participants, payment);

  BrokenSettlementTest() throws IOException {}

  @AfterEach
  void stop() throws InterruptedException {
    gate.countDown();
    service.close();
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }

  @Test
  void completesEachOrderOnceWhenCaptureAnswersAreLost() throws Exception {
    service.payments.capture =
        Scripts.behind(
            gate,
            request ->
                ScriptedPayments.inState(
                    request.getOrderId(), PaymentState.PAYMENT_STATE_CAPTURED));
    List<String> orders =
        Stream.generate(() -> service.place(Requests.anyOrder()).getOrderId())
            .limit(ORDERS)
            .toList();
    await().until(() -> orders.stream().anyMatch(id -> captures(id) > 0));

    int port = server.getPort();
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server = start(port);
    await().until(() -> orders.stream().anyMatch(id -> captures(id) > 1));
    gate.countDown();

    assertThat(orders)
        .map(id -> service.awaitState(id, OrderState.ORDER_STATE_COMPLETED))
        .extracting(Order::getVersion)
        .containsOnly(3L);
  }

  private long captures(String orderId) {
    return service.asked(orderId).stream().filter(asked -> asked.startsWith("capture")).count();
  }

  private Server start(int port) throws IOException {
    return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
        .addService(StandardInterceptors.server(participants.payments()))
        .build()
        .start();
  }
}
