package dev.waybill.payment;

import dev.waybill.common.audit.AuditGrpcService;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.payment.audit.PaymentAuditGrpcService;
import dev.waybill.payment.grpc.PaymentGrpcService;
import dev.waybill.payment.workflow.AuthorizePayment;
import dev.waybill.payment.workflow.CancelPayment;
import dev.waybill.payment.workflow.CapturePayment;
import io.grpc.BindableService;
import java.util.List;

/** Wires the objects of the payment service. */
public final class PaymentWiring implements ServiceWiring {
  private final PaymentPorts ports;
  private final List<BindableService> services;

  public PaymentWiring(PaymentPorts ports) {
    this.ports = ports;
    var store = ports.store();
    var processor = ports.processor();
    var cancelPayment = new CancelPayment(store, processor);
    var authorizePayment = new AuthorizePayment(store, processor, cancelPayment);
    var capturePayment = new CapturePayment(store, processor, cancelPayment);
    this.services =
        List.of(
            new PaymentGrpcService(store, authorizePayment, capturePayment, cancelPayment),
            new PaymentAuditGrpcService(ports.audit()),
            new AuditGrpcService(ports.audit()));
  }

  @Override
  public List<BindableService> services() {
    return services;
  }

  @Override
  public void start() {
    // Payment has no background work: a caller repeats its request until it has an answer.
  }

  @Override
  public boolean isHealthy() {
    return ports.connections().isReachable();
  }

  @Override
  public void close() {
    ports.close();
  }
}
