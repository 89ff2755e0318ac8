package dev.waybill.system;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.system.cluster.FreePorts;
import dev.waybill.system.cluster.Health;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code ./waybill up} in its own process, so that it can be killed. */
final class UpProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  /** For processes that end soon. */
  private static final List<String> QUICK_TO_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path data;
  private final Path log;
  private final int portBase;
  private final List<String> jvm;
  private final Map<ServiceDefinition<?, ?>, ManagedChannel> channels = new HashMap<>();
  private Process process;
  private int launches;

  private UpProcess(Path data, int portBase, List<String> jvm) throws IOException {
    this.data = data;
    this.jvm = jvm;
    this.log = data.resolveSibling("waybill.log");
    this.portBase = portBase;
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      channels.put(service, channelTo(new StackPorts(portBase).of(service)));
    }
    this.process = launch();
  }

  /** Starts on free ports with the data in the folder, and waits until all services serve. */
  static UpProcess start(Path data) throws IOException {
    return start(data, QUICK_TO_START);
  }

  /** The same with the JVM's own choices, as in production, so that work takes its usual time. */
  static UpProcess startForLong(Path data) throws IOException {
    return start(data, List.of());
  }

  private static UpProcess start(Path data, List<String> jvm) throws IOException {
    UpProcess up = new UpProcess(data, FreePorts.neighbours(Services.ALL.size()), jvm);
    up.awaitServing();
    return up;
  }

  int portBase() {
    return portBase;
  }

  Channel channel(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(channels.get(service));
  }

  /** Like kill -9: the process gets no chance to finish anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void startAgain() throws IOException {
    process = launch();
    awaitServing();
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join()
        .destroyForcibly();
  }

  /** What the commands have printed so far. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exit code of {@code ./waybill audit --strict} on the running services. */
  int auditStrictly() throws IOException, InterruptedException {
    return waybill(QUICK_TO_START, "audit", "--strict", "--port-base", Integer.toString(portBase))
        .waitFor();
  }

  private Process launch() throws IOException {
    launches++;
    return waybill(jvm, "up", "--port-base", Integer.toString(portBase), "--data", data.toString());
  }

  private Process waybill(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dwaybill.home=" + System.getProperty("waybill.home", ""));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.waybill.cli.WaybillMain");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static ManagedChannel channelTo(int port) {
    return Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
  }

  /** The banner is printed last, after the services serve and an empty shop has its catalogue. */
  private void awaitServing() {
    Awaitility.await("all services serve")
        .atMost(START_LIMIT)
        .until(
            () -> banners() == launches && channels.values().stream().allMatch(Health::isServing));
  }

  private long banners() {
    if (!process.isAlive()) {
      throw new IllegalStateException("up ended by itself:\n" + output());
    }
    return output().lines().filter(line -> line.startsWith("Waybill is up")).count();
  }
}
