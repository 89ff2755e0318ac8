package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceDefinition;
import io.grpc.Channel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills one service at each of its fault points while a client is at work, and restarts it. What it
 * has acknowledged must stand, and its invariants must hold. Each service that takes no part in an
 * order has a subclass. Not part of the usual tests; run by system-tests/faults/check.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceCrashes {
  /** Only points whose names contain this are tried. */
  private static final Pattern FILTER =
      Pattern.compile(System.getProperty("waybill.crash.points", ""));

  /** A port is closed when the process is told to stop. */
  private static final String CLOSE = ".close()";

  private final ServiceDefinition<?, ?> service;
  private ServiceTrial trial;
  private ProbedInstance victim;

  /** Names the service; an instance of the service is started later. */
  protected ServiceCrashes(ServiceDefinition<?, ?> service) {
    this.service = service;
  }

  /** A client whose work passes every fault point of the service. */
  protected abstract ServiceClient client(Channel channel);

  ServiceDefinition<?, ?> service() {
    return service;
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    trial = ServiceTrial.startProbed(folder, service, this::client);
    victim = new ProbedInstance(trial.instance());
    // Archives its classes, for the many starts to come.
    victim.instance().stop();
    trial.startAgain();
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @TestFactory
  Stream<DynamicTest> theProcessDies() {
    return CrashCluster.points(service).stream()
        .filter(point -> FILTER.matcher(point.toString()).find())
        .map(point -> DynamicTest.dynamicTest(point.toString(), () -> die(point)));
  }

  private void die(FaultPoint point) {
    CompletableFuture<Void> reached = victim.arm(point);
    CompletableFuture<Void> load = trial.load(reached::isDone);
    if (point.call().endsWith(CLOSE)) {
      Thread.startVirtualThread(victim.instance()::stop);
    }
    try {
      CompletableFuture.anyOf(reached, load).orTimeout(60, TimeUnit.SECONDS).join();
    } finally {
      reached.completeExceptionally(new AssertionError("the client does not pass " + point));
      victim.instance().kill();
      trial.startAgain();
    }
    reached.join();
    load.orTimeout(90, TimeUnit.SECONDS).join();
    trial.verify();
    System.out.printf(
        "fault: %s killed %s: %s acknowledged writes stand%n",
        service.title(), point, trial.client().acknowledged());
  }
}
