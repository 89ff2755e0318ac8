package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.money.Money;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc.PaymentAuditServiceBlockingStub;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.CancelPaymentRequest;
import dev.waybill.proto.payment.v1.CapturePaymentRequest;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceBlockingStub;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A payment service on a fresh database, as callers see it, with access to the database behind it.
 */
final class RunningPayments implements AutoCloseable {
  private final DatabaseSettings settings;
  private final InProcessService service;

  RunningPayments() {
    this(UnaryOperator.identity());
  }

  /** Starts with wrapped ports. */
  RunningPayments(UnaryOperator<PaymentPorts> around) {
    this(around, TestPostgres.freshDatabase(PaymentPorts.MIGRATIONS));
  }

  private RunningPayments(UnaryOperator<PaymentPorts> around, DatabaseSettings settings) {
    this.settings = settings;
    // Short, because tests wait for it, but long enough for a commit on a busy machine.
    var config =
        new PaymentServiceConfig(new ServerSettings(0), settings)
            .withProcessorTimeout(Duration.ofMillis(2500));
    service = InProcessService.start(new PaymentWiring(around.apply(PaymentPorts.open(config))));
  }

  /** Starts another instance on the same database, like a second process. */
  RunningPayments anotherInstance() {
    return new RunningPayments(UnaryOperator.identity(), settings);
  }

  StreamCaller<SettlePaymentsRequest, SettlePaymentsResponse> settlement() {
    return StreamCaller.open(service.channel(), PaymentServiceGrpc.getSettlePaymentsMethod());
  }

  static SettlePaymentsRequest instruction(OrderId orderId, Money amount) {
    return SettlePaymentsRequest.newBuilder()
        .setOrderId(orderId.toString())
        .setAmount(MoneyMessages.toMessage(amount))
        .build();
  }

  PaymentServiceBlockingStub stub() {
    return PaymentServiceGrpc.newBlockingStub(service.channel())
        .withDeadlineAfter(Duration.ofSeconds(10));
  }

  PaymentAuditServiceBlockingStub audit() {
    return PaymentAuditServiceGrpc.newBlockingStub(service.channel());
  }

  Payment authorize(OrderId orderId, String token) {
    return authorize(orderId, AMOUNT, token);
  }

  Payment authorize(OrderId orderId, Money amount, String token) {
    return stub().authorizePayment(request(orderId, amount, token)).getPayment();
  }

  static AuthorizePaymentRequest request(OrderId orderId, Money amount, String token) {
    return AuthorizePaymentRequest.newBuilder()
        .setOrderId(orderId.toString())
        .setAmount(MoneyMessages.toMessage(amount))
        .setPaymentToken(token)
        .build();
  }

  Payment capture(OrderId orderId, Money amount) {
    return stub()
        .capturePayment(
            CapturePaymentRequest.newBuilder()
                .setOrderId(orderId.toString())
                .setAmount(MoneyMessages.toMessage(amount))
                .build())
        .getPayment();
  }

  Payment cancel(OrderId orderId) {
    return stub()
        .cancelPayment(CancelPaymentRequest.newBuilder().setOrderId(orderId.toString()).build())
        .getPayment();
  }

  /** Returns one line for each violation. */
  List<String> violations() {
    List<String> lines = new ArrayList<>();
    AuditServiceGrpc.newBlockingStub(service.channel())
        .checkInvariants(CheckInvariantsRequest.getDefaultInstance())
        .forEachRemaining(
            response -> {
              var violation = response.getViolation();
              lines.add(
                  "%s %s: %s"
                      .formatted(
                          violation.getInvariant(),
                          violation.getResource(),
                          violation.getDescription()));
            });
    return lines;
  }

  /** Returns an order's entries in the processor's own books, one line each. */
  List<String> charges(OrderId orderId) {
    return query(
        "SELECT concat_ws(' ', state, currency, amount_minor) FROM sandbox.charges WHERE key = '"
            + orderId
            + "'");
  }

  /** Returns the first column of the rows. */
  List<String> query(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                settings.url().toString(), settings.user(), settings.password().value());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Changes the database without the service. */
  void tamper(String sql) {
    TestPostgres.execute(settings, sql);
  }

  @Override
  public void close() {
    service.close();
  }
}
