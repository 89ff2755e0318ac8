package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.ClusterPlan;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.Repeated;
import io.grpc.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One service with those that it calls, each in its own process, and a client at work. */
public final class ServiceTrial implements AutoCloseable {
  private static final int THREADS = 4;

  private final ServiceDefinition<?, ?> service;
  private final Cluster cluster;
  private final ServiceClient client;

  private ServiceTrial(
      ServiceDefinition<?, ?> service, Cluster cluster, Function<Channel, ServiceClient> client) {
    this.service = service;
    this.cluster = cluster;
    this.client = client.apply(cluster.channel(service));
  }

  /** Starts the service as it is. */
  public static ServiceTrial start(
      Path folder, ServiceDefinition<?, ?> service, Function<Channel, ServiceClient> client) {
    Cluster cluster = Cluster.start(folder, ClusterPlan.ofOnly(service));
    return new ServiceTrial(service, cluster, client);
  }

  /** Starts the service with fault points around its ports. */
  static ServiceTrial startProbed(
      Path folder, ServiceDefinition<?, ?> service, Function<Channel, ServiceClient> client) {
    ClusterPlan plan =
        ClusterPlan.ofOnly(service).restartedOften().runBy(service, ProbedMain.class);
    return new ServiceTrial(service, Cluster.start(folder, plan), client);
  }

  public Instance instance() {
    return cluster.instance(service, 0);
  }

  public ServiceClient client() {
    return client;
  }

  /**
   * Lets the client work in several threads until it is enough. Completes with the last of them.
   */
  public CompletableFuture<Void> load(BooleanSupplier isEnough) {
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          CompletableFuture.runAsync(() -> workUntil(isEnough), Thread::startVirtualThread));
    }
    return CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new));
  }

  private void workUntil(BooleanSupplier isEnough) {
    do {
      client.work();
      holdsItsInvariants();
    } while (!isEnough.getAsBoolean());
  }

  /** Starts the instance again after it has died. */
  public void startAgain() {
    cluster.startAgain(instance());
  }

  /** Fails unless every answer still stands and the service's own audit finds nothing. */
  public void verify() {
    cluster.explainFailureOf(
        () -> {
          assertThat(client.contradictions()).as("answers that no longer stand").isEmpty();
          holdsItsInvariants();
        });
  }

  private void holdsItsInvariants() {
    assertThat(Repeated.untilAnswered("the audit", this::violations)).as("violations").isEmpty();
  }

  private List<String> violations() {
    List<String> found = new ArrayList<>();
    AuditServiceGrpc.newBlockingStub(cluster.channel(service))
        .checkInvariants(CheckInvariantsRequest.getDefaultInstance())
        .forEachRemaining(response -> found.add(text(response)));
    return found;
  }

  private static String text(CheckInvariantsResponse response) {
    var violation = response.getViolation();
    return "%s %s %s"
        .formatted(violation.getInvariant(), violation.getResource(), violation.getDescription());
  }

  @Override
  public void close() {
    cluster.close();
  }
}
