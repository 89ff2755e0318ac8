package dev.waybill.payment;

import static dev.waybill.payment.RunningPayments.instruction;
import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.ServerRestart;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.workflow.AuthorizePayment;
import dev.waybill.payment.workflow.CancelPayment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SettlePayments over a real socket, with a server restart in the middle. */
final class SettlementRestartTest {
  private static final int ORDERS = 2000;
  private static final TimeBudget TIME = TimeBudget.of(Duration.ofSeconds(60));

  private final DatabaseSettings settings = TestPostgres.freshDatabase(PaymentPorts.MIGRATIONS);

  @Test
  void takesTheMoneyOfEveryOrderOnceAcrossAServerRestart() throws Exception {
    List<SettlePaymentsRequest> instructions =
        authorized().stream().map(order -> instruction(order, AMOUNT)).toList();
    try (ServerRestart<SettlePaymentsRequest, SettlePaymentsResponse> restart =
        new ServerRestart<>(
            this::start,
            PaymentServiceGrpc.getServiceDescriptor(),
            (channel, answers) -> PaymentServiceGrpc.newStub(channel).settlePayments(answers),
            SettlePaymentsRequest::getOrderId,
            SettlePaymentsResponse::getOrderId)) {

      assertThat(restart.answersTo(instructions, this::captured))
          .hasSize(ORDERS)
          .allMatch(
              answer -> answer.getPayment().getState() == PaymentState.PAYMENT_STATE_CAPTURED);
      assertThat(TestPostgres.count(settings, "SELECT count(*) FROM ledger_legs"))
          .isEqualTo(2 * ORDERS);
    }
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
