package dev.waybill.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget; // shop-only
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.template.v1.CloseSampleRequest;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.GetSampleRequest;
import dev.waybill.proto.template.v1.Sample;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import dev.waybill.proto.template.v1.TemplateServiceGrpc.TemplateServiceBlockingStub;
import dev.waybill.template.client.FakeInventory; // shop-only
import dev.waybill.template.domain.Inventory.Answer; // shop-only
import dev.waybill.template.domain.SampleRequests;
import io.grpc.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility; // shop-only

/** The service on its own database, wired as in production, as callers see it. */
public final class RunningTemplate implements AutoCloseable {
  /** The most events buffered for a watcher. */
  static final int BUFFER = 8;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final FakeInventory inventory = new FakeInventory(); // shop-only
  private final DatabaseSettings database;
  private final InProcessService service;

  public RunningTemplate() {
    this(TestPostgres.freshDatabase(TemplatePorts.MIGRATIONS));
  }

  private RunningTemplate(DatabaseSettings database) {
    this.database = database;
    var definition = new TemplateService();
    var settings = definition.settings();
    assertThat(
            new SettingsReader(definition.title(), settings, Map.of())
                .read(arguments().toArray(String[]::new)))
        .isEmpty();
    TemplatePorts ports = definition.ports(settings);
    // shop-only: begin
    // The first call connects and loads classes. While other tests start, a call may not last as
    // long.
    Awaitility.await("the first answer of inventory")
        .until(
            () -> ports.inventory().item("SKU-001", TimeBudget.of(LIMIT)) instanceof Answer.Item);
    // shop-only: end
    this.service = InProcessService.start(definition.wiring(settings, ports));
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--database-url", database.url().toString()));
    arguments.addAll(List.of("--database-user", database.user()));
    arguments.addAll(List.of("--database-password", database.password().value()));
    arguments.addAll(List.of("--watch-interval", "5ms", "--heartbeat-interval", "200ms"));
    arguments.addAll(List.of("--watch-buffer", Integer.toString(BUFFER)));
    arguments.addAll(List.of("--inventory-target", inventory.address())); // shop-only
    return arguments;
  }

  /** Starts another instance on the same database, like a second process. */
  RunningTemplate anotherInstance() {
    return new RunningTemplate(database);
  }

  // shop-only: begin
  public FakeInventory inventory() {
    return inventory;
  }

  // shop-only: end
  Channel channel() {
    return service.channel();
  }

  /** Asks the open streams to end, as a server does before it stops. */
  void endStreams() {
    service.endStreams();
  }

  public TemplateServiceBlockingStub stub() {
    return TemplateServiceGrpc.newBlockingStub(service.channel()).withDeadlineAfter(LIMIT);
  }

  public static CreateSampleRequest anyRequest() {
    return CreateSampleRequest.newBuilder()
        .setSampleId(SampleRequests.anyId().toString())
        .setCustomerId("customer-1")
        .setSku("SKU-001")
        .setQuantity(SampleRequests.QUANTITY)
        .setTitle("first")
        .build();
  }

  public Sample create(CreateSampleRequest request) {
    return stub().createSample(request).getSample();
  }

  Sample close(String id, int finalQuantity) {
    var request = CloseSampleRequest.newBuilder().setSampleId(id);
    return stub().closeSample(request.setFinalQuantity(finalQuantity).build()).getSample();
  }

  Sample get(String id) {
    var request = GetSampleRequest.newBuilder().setSampleId(id).build();
    return stub().getSample(request).getSample();
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

  /** Returns the number of rows in the table. */
  public int count(String table) {
    return TestPostgres.count(database, "SELECT count(*) FROM " + table);
  }

  /** Changes the database without the service. */
  void tamper(String sql) {
    TestPostgres.execute(database, sql);
  }

  @Override
  public void close() {
    service.close();
    inventory.close(); // shop-only
  }
}
