package dev.waybill.system.crash;

import dev.waybill.system.cluster.Instance;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The test's side of the connection to the {@link Probe} in an instance. */
final class ProbedInstance {
  private final Instance instance;
  private final Set<String> passed = ConcurrentHashMap.newKeySet();
  private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

  ProbedInstance(Instance instance) {
    this.instance = instance;
    instance.listen(this::hear);
  }

  Instance instance() {
    return instance;
  }

  /** The names of the points passed since the last call. */
  Set<String> takePassed() {
    obeyed(Probe.FORGET);
    Set<String> names = Set.copyOf(passed);
    passed.clear();
    return names;
  }

  /** Makes the process stop at the point. The future completes when it gets there. */
  CompletableFuture<Void> arm(FaultPoint point) {
    CompletableFuture<Void> reached = await(Probe.REACHED + point);
    obeyed(Probe.ARM + point);
    return reached;
  }

  /** Releases everything that is held. */
  void release() {
    obeyed(Probe.RELEASE);
  }

  private void obeyed(String order) {
    CompletableFuture<Void> done = await(Probe.OBEYED + order);
    instance.tell(order);
    done.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<Void> await(String line) {
    CompletableFuture<Void> heard = new CompletableFuture<>();
    awaited.put(line, heard);
    return heard;
  }

  private void hear(String line) {
    if (line.startsWith(Probe.PASSED)) {
      passed.add(line.substring(Probe.PASSED.length()));
    }
    CompletableFuture<Void> heard = awaited.remove(line);
    if (heard != null) {
      heard.complete(null);
    }
  }
}
