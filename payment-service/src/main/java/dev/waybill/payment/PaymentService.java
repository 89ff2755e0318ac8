package dev.waybill.payment;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.payment.telemetry.PaymentMetrics;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Optional;

/** Payment-service: what it is called, what it offers and needs, and how it is put together. */
public final class PaymentService implements ServiceDefinition<PaymentServiceConfig, PaymentPorts> {
  @Override
  public String name() {
    return "payment";
  }

  @Override
  public Class<?> main() {
    return PaymentServiceMain.class;
  }

  @Override
  public int port() {
    return PaymentServiceConfig.PORT;
  }

  @Override
  public Optional<ServiceDatabase> database() {
    return Optional.of(new ServiceDatabase("payments", PaymentPorts.MIGRATIONS));
  }

  @Override
  public List<ServiceDescriptor> contracts() {
    return List.of(
        PaymentServiceGrpc.getServiceDescriptor(),
        PaymentAuditServiceGrpc.getServiceDescriptor(),
        AuditServiceGrpc.getServiceDescriptor());
  }

  @Override
  public void declareMetrics(Meters meters) {
    PaymentMetrics _ = PaymentMetrics.on(meters);
  }

  @Override
  public PaymentServiceConfig settings() {
    return new PaymentServiceConfig();
  }

  @Override
  public Class<PaymentPorts> portsType() {
    return PaymentPorts.class;
  }

  @Override
  public PaymentPorts ports(PaymentServiceConfig settings) {
    return PaymentPorts.open(settings);
  }

  @Override
  public ServiceWiring wiring(PaymentServiceConfig settings, PaymentPorts ports) {
    Meters meters = settings.server().instrumentation().meters();
    return new PaymentWiring(meters.isOn() ? ports.measured(PaymentMetrics.on(meters)) : ports);
  }
}
