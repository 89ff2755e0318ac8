package dev.waybill.system.cluster;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Services;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One or two instances of each service, each in its own process on real sockets, with their
 * PostgreSQL and the demo's catalogue. Clients, and the services themselves, use all instances of a
 * service in turn.
 */
public final class Cluster implements AutoCloseable {
  private final ClusterPlan plan;
  private final Path folder;
  private final ClusterDatabase database;
  private final ClusterSecurity security;
  private final Map<ServiceDefinition<?, ?>, List<Integer>> ports = new LinkedHashMap<>();
  private final Map<ServiceDefinition<?, ?>, List<Instance>> instances = new LinkedHashMap<>();
  private final Map<ServiceDefinition<?, ?>, ManagedChannel> channels = new LinkedHashMap<>();

  /** An aborted test run must not leave processes behind. */
  private final Thread atExit = new Thread(this::killAll);

  private Cluster(Path folder, ClusterPlan plan) {
    this.plan = plan;
    this.folder = folder;
    this.security = ClusterSecurity.of(plan, folder);
    this.database = ClusterDatabase.start(folder.resolve("postgres"));
    int next = FreePorts.neighbours(plan.instances() * plan.services().size());
    for (ServiceDefinition<?, ?> service : plan.services()) {
      ports.put(service, IntStream.range(next, next + plan.instances()).boxed().toList());
      channels.put(
          service,
          Channels.open(target(service), security.operatorTo(service), service.contracts()));
      next += plan.instances();
    }
  }

  /** Starts everything with logs and data in the folder, and waits until all of it serves. */
  public static Cluster start(Path folder, ClusterPlan plan) {
    Cluster cluster = new Cluster(folder, plan);
    try {
      Runtime.getRuntime().addShutdownHook(cluster.atExit);
      cluster.launch();
      cluster.awaitServing();
      if (plan.services().contains(Services.INVENTORY)) {
        var _ = Catalogue.fill(cluster.channel(Services.INVENTORY));
      }
      return cluster;
    } catch (RuntimeException e) {
      e.addSuppressed(new IllegalStateException(cluster.tails()));
      cluster.close();
      throw e;
    }
  }

  /** Instance 0 or 1 of the service. */
  public Instance instance(ServiceDefinition<?, ?> service, int number) {
    return instances(service).get(number);
  }

  public List<Instance> instances(ServiceDefinition<?, ?> service) {
    return instances.getOrDefault(service, List.of());
  }

  public Stream<Instance> allInstances() {
    return instances.values().stream().flatMap(List::stream);
  }

  public ClusterDatabase database() {
    return database;
  }

  /** A folder where a test may keep files of this cluster. */
  public Path folder() {
    return folder;
  }

  /** The target that resolves to all instances of the service. */
  public String target(ServiceDefinition<?, ?> service) {
    List<String> addresses =
        ports.getOrDefault(service, List.of()).stream().map(port -> "127.0.0.1:" + port).toList();
    return addresses.size() == 1 ? addresses.getFirst() : StaticTargets.of(addresses);
  }

  /** A channel that balances over all instances of the service; closed with the cluster. */
  public ManagedChannel channel(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(channels.get(service));
  }

  /** A channel on which a service calls another; the caller closes it. */
  public ManagedChannel channelBetween(
      ServiceDefinition<?, ?> caller, ServiceDefinition<?, ?> called) {
    return Channels.open(target(called), security.serviceTo(caller, called), called.contracts());
  }

  /** Starts an instance that has ended, on the same port, and waits until it serves. */
  public void startAgain(Instance instance) {
    instance.startAgain();
    channels.values().forEach(ManagedChannel::resetConnectBackoff);
  }

  /** Runs the work. If it fails, adds the last output of every process to the failure. */
  public void explainFailureOf(Runnable work) {
    try {
      work.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(e.getMessage() + tails(), e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    channels.values().forEach(channel -> Channels.close(channel, Duration.ofSeconds(1)));
    // A paused process would not react to the request to stop.
    allInstances().filter(Instance::isRunning).forEach(Instance::resume);
    allInstances().parallel().forEach(Instance::stop);
    database.close();
    security.close();
  }

  /** Channels connect on first use, which takes time on a busy machine. */
  private void awaitServing() {
    Awaitility.await("all services answer")
        .atMost(Duration.ofSeconds(60))
        .until(() -> channels.values().stream().allMatch(Health::isServing));
  }

  private void killAll() {
    allInstances().forEach(Instance::kill);
    database.close();
  }

  private void launch() {
    ServiceCommand command = new ServiceCommand(plan, database, security, this::target);
    for (ServiceDefinition<?, ?> service : plan.services()) {
      List<Instance> launched = new ArrayList<>();
      for (int port : ports.getOrDefault(service, List.of())) {
        launched.add(
            Instance.launch(
                service,
                port,
                security.operatorTo(service),
                command.line(service, launched.size(), port),
                command.environment(service),
                folder.resolve(service.title() + "-" + port + ".log")));
      }
      instances.put(service, launched);
    }
    allInstances().forEach(Instance::awaitServing);
  }

  /** The last output of every process. */
  private String tails() {
    StringBuilder text = new StringBuilder();
    allInstances()
        .forEach(
            instance ->
                text.append("\n--- ").append(instance).append(":\n").append(instance.tail()));
    return text.toString();
  }
}
