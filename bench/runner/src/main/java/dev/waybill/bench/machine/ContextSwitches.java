package dev.waybill.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts the context switches of processes, voluntary and involuntary, from the kernel's count for
 * each thread.
 *
 * <p>The kernel forgets a thread's count when the thread ends. So all counts are read again every
 * half second, and a thread that is gone keeps the last one that was read. What is lost is at most
 * the last half second of a thread that ended. The threads that do the work, those of the services
 * and PostgreSQL's backends, live as long as their services.
 */
public final class ContextSwitches {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final String COUNTS = "voluntary_ctxt_switches:";

  private final Supplier<? extends Collection<Long>> processes;
  private final Counts counts;
  private final Thread reader;

  private ContextSwitches(Supplier<? extends Collection<Long>> processes) {
    this.processes = processes;
    this.counts = new Counts(read(processes.get()));
    this.reader = Thread.ofPlatform().daemon().name("context-switches").start(this::readAgain);
  }

  /** Starts counting. The processes are asked for again and again, because some may be new. */
  public static ContextSwitches start(Supplier<? extends Collection<Long>> processes) {
    return new ContextSwitches(processes);
  }

  /** Stops counting and returns the switches since the start. */
  public long stop() {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting context switches", e);
    }
    counts.see(read(processes.get()));
    return counts.sinceTheStart();
  }

  /** The switches of the whole machine since it started, everything else on it included. */
  public static long ofTheMachine() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      return lines
          .filter(line -> line.startsWith("ctxt "))
          .mapToLong(ContextSwitches::number)
          .sum();
    } catch (IOException e) {
      throw new IllegalStateException("cannot count the machine's context switches", e);
    }
  }

  private void readAgain() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        counts.see(read(processes.get()));
      }
    } catch (InterruptedException _) {
      // The counting is over.
    }
  }

  /** The counts by thread. */
  private static Map<String, Long> read(Collection<Long> processes) {
    Map<String, Long> read = new HashMap<>();
    for (long process : processes) {
      try (DirectoryStream<Path> threads =
          Files.newDirectoryStream(Path.of("/proc/" + process + "/task"))) {
        for (Path thread : threads) {
          in(thread).ifPresent(count -> read.put(thread.toString(), count));
        }
      } catch (IOException _) {
        // The process has ended.
      }
    }
    return read;
  }

  /** Empty if the thread has just ended. */
  private static Optional<Long> in(Path thread) {
    try {
      return Optional.of(in(Files.readAllLines(thread.resolve("status"))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The switches in the lines of a thread's status: `voluntary_` and `nonvoluntary_`. */
  static long in(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(COUNTS) || line.startsWith("non" + COUNTS))
        .mapToLong(ContextSwitches::number)
        .sum();
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** The first and the last count of each thread. */
  static final class Counts {
    private final Map<String, Long> first;
    private final Map<String, Long> last;

    Counts(Map<String, Long> first) {
      this.first = Map.copyOf(first);
      this.last = new HashMap<>(first);
    }

    /** Keeps the counts of threads that are missing. */
    void see(Map<String, Long> now) {
      last.putAll(now);
    }

    /** A thread that was not there at the start has made all its switches since. */
    long sinceTheStart() {
      return last.entrySet().stream()
          .mapToLong(thread -> thread.getValue() - first.getOrDefault(thread.getKey(), 0L))
          .sum();
    }
  }
}
