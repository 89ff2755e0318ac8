package dev.waybill.template;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import dev.waybill.template.telemetry.TemplateMetrics;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Optional;

/** Template-service: what it is called, what it offers and needs, and how it is put together. */
public final class TemplateService
    implements ServiceDefinition<TemplateServiceConfig, TemplatePorts> {
  @Override
  public String name() {
    return "template";
  }

  @Override
  public Class<?> main() {
    return TemplateServiceMain.class;
  }

  @Override
  public int port() {
    return TemplateServiceConfig.PORT;
  }

  @Override
  public Optional<ServiceDatabase> database() {
    return Optional.of(new ServiceDatabase("template", TemplatePorts.MIGRATIONS));
  }

  @Override
  public List<ServiceDescriptor> contracts() {
    return List.of(
        TemplateServiceGrpc.getServiceDescriptor(), AuditServiceGrpc.getServiceDescriptor());
  }

  // shop-only: begin
  @Override
  public List<String> calls() {
    return List.of("inventory");
  }

  // shop-only: end
  @Override
  public void declareMetrics(Meters meters) {
    TemplateMetrics _ = TemplateMetrics.on(meters);
  }

  @Override
  public TemplateServiceConfig settings() {
    return new TemplateServiceConfig();
  }

  @Override
  public Class<TemplatePorts> portsType() {
    return TemplatePorts.class;
  }

  @Override
  public TemplatePorts ports(TemplateServiceConfig settings) {
    return TemplatePorts.open(settings);
  }

  @Override
  public ServiceWiring wiring(TemplateServiceConfig settings, TemplatePorts ports) {
    Meters meters = settings.server().instrumentation().meters();
    return new TemplateWiring(
        settings, meters.isOn() ? ports.measured(TemplateMetrics.on(meters)) : ports);
  }
}
