package dev.waybill.system.crash;

import dev.waybill.system.cluster.Instance;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The test's end of the line to the {@link Probe} in an instance. */
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

  /** The points passed since the last time, each by its name. */
  Set<String> takePassed() {
    obeyed(Probe.FORGET);
    Set<String> names = Set.copyOf(passed);
    passed.clear();
    return names;
  }

  /** From now on the process stands still at the point; the future ends when it has got there. */
  CompletableFuture<Void> arm(FaultPoint point) {
    CompletableFuture<Void> reached = await(Probe.REACHED + point);
    obeyed(Probe.ARM + point);
    return reached;
  }

  /** Lets everything go on that stands still. */
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
