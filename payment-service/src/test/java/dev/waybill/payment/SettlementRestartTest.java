package dev.waybill.payment;

import static dev.waybill.payment.RunningPayments.instruction;
import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.workflow.AuthorizePayment;
import dev.waybill.payment.workflow.CancelPayment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SettlePayments over a real socket, with a server restart in the middle. */
final class SettlementRestartTest {
  private static final int ORDERS = 2000;
  private static final TimeBudget TIME = TimeBudget.of(Duration.ofSeconds(60));

  private final DatabaseSettings settings = TestPostgres.freshDatabase(PaymentPorts.MIGRATIONS);
  private GrpcServer server = start(0);
  private final ManagedChannel channel =
      Channels.open(server.address(), PaymentServiceGrpc.getServiceDescriptor());
  private final ReopeningExchange<String, SettlePaymentsRequest, SettlePaymentsResponse> exchange =
      new ReopeningExchange<>(
          PaymentServiceGrpc.newStub(channel)::settlePayments,
          SettlePaymentsResponse::getOrderId,
          256);

  @AfterEach
  void stop() {
    exchange.close();
    Channels.close(channel, Duration.ofSeconds(1));
    server.close();
  }

  @Test
  void takesTheMoneyOfEveryOrderOnceAcrossAServerRestart() throws Exception {
    List<OrderId> orders = authorized();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    CompletableFuture<List<SettlePaymentsResponse>> answers =
        CompletableFuture.supplyAsync(() -> settle(orders, stopped));
    await().until(() -> captured() > ORDERS / 4);

    int port = server.port();
    server.close();
    assertThat(captured()).isLessThan(ORDERS);
    stopped.complete(null);
    server = start(port);

    assertThat(answers.get(60, TimeUnit.SECONDS))
        .hasSize(ORDERS)
        .allMatch(answer -> answer.getPayment().getState() == PaymentState.PAYMENT_STATE_CAPTURED);
    assertThat(TestPostgres.count(settings, "SELECT count(*) FROM ledger_legs"))
        .isEqualTo(2 * ORDERS);
  }

  /** Holds the second half back until the server has stopped. */
  private List<SettlePaymentsResponse> settle(List<OrderId> orders, CompletableFuture<?> stopped) {
    List<CompletableFuture<SettlePaymentsResponse>> answers = new ArrayList<>();
    for (OrderId order : orders) {
      if (answers.size() == ORDERS / 2) {
        stopped.join();
      }
      answers.add(exchange.send(order.toString(), instruction(order, AMOUNT), TIME));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private List<OrderId> authorized() {
    PaymentPorts ports = PaymentPorts.open(config(0));
    CancelPayment cancel = new CancelPayment(ports.store(), ports.processor());
    AuthorizePayment authorize = new AuthorizePayment(ports.store(), ports.processor(), cancel);
    List<OrderId> orders = Stream.generate(() -> anyOrder()).limit(ORDERS).toList();
    orders.parallelStream().forEach(order -> authorize.authorize(order, terms("tok_ok"), TIME));
    new PaymentWiring(ports).close();
    return orders;
  }

  private GrpcServer start(int port) {
    return GrpcServer.start(
        new ServerSettings(port), new PaymentWiring(PaymentPorts.open(config(port))));
  }

  private PaymentServiceConfig config(int port) {
    return new PaymentServiceConfig(new ServerSettings(port), settings)
        .withProcessorTimeout(Duration.ofSeconds(3));
  }

  private int captured() {
    return TestPostgres.count(settings, "SELECT count(*) FROM payments WHERE state = 'CAPTURED'");
  }
}
