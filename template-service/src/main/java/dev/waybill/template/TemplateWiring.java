package dev.waybill.template;

import dev.waybill.common.audit.AuditGrpcService;
import dev.waybill.common.feed.EventFeed;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import dev.waybill.template.feed.SampleEventSource;
import dev.waybill.template.grpc.TemplateGrpcService;
import dev.waybill.template.workflow.CreateSample;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;

/** Wires the objects of template-service. */
public final class TemplateWiring implements ServiceWiring {
  private final TemplatePorts ports;
  private final WatchSources<SampleEvents, RecordedEvent> sources;
  private final List<BindableService> services;

  /** Takes ownership of the ports. Throws StartupException if a setting is invalid. */
  public TemplateWiring(TemplateServiceConfig config, TemplatePorts ports) {
    this.ports = ports;
    Heartbeats heartbeats =
        config.streams().heartbeats(TemplateServiceGrpc.getWatchSamplesMethod());
    // A watcher that joins late may get up to half of its buffer at once.
    EventFeed<RecordedEvent> feed =
        new EventFeed<>(
            "sample-feed",
            new SampleEventSource(ports.events()),
            config.streams().watchInterval(),
            config.watchBuffer() / 2,
            config.server().instrumentation().meters());
    this.sources = new WatchSources<>(ports.events(), feed, heartbeats, config.watchBuffer());
    CreateSample createSample =
        new CreateSample(
            ports.inventory(), // shop-only
            ports.store());
    this.services =
        List.of(
            new TemplateGrpcService(createSample, ports.store(), sources),
            new AuditGrpcService(ports.audit()));
  }

  @Override
  public List<BindableService> services() {
    return services;
  }

  @Override
  public void start() {
    sources.feed().start();
  }

  /** Checks the database only, because an outage elsewhere must not become one of this service. */
  @Override
  public boolean isHealthy() {
    return ports.connections().isReachable();
  }

  @Override
  public Map<String, ManagedChannel> dependencies() {
    return ports.connections().channels();
  }

  @Override
  public void close() {
    sources.close();
    ports.close();
  }
}
