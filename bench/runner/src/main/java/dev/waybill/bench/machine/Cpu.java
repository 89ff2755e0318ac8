package dev.waybill.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The CPU time that processes have used so far, in milliseconds, as counted by the kernel.
 *
 * @param postmaster the process id of PostgreSQL, whose children are included
 */
public record Cpu(long postmaster) {
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int DEAD_CHILDREN_USER = 13;
  private static final int DEAD_CHILDREN_SYSTEM = 14;
  private static final int MILLIS_PER_TICK = 10;

  /** The CPU time by part: the services, PostgreSQL, and this process, which generates the load. */
  public Map<String, Double> millis(List<Long> services) {
    Map<String, Double> millis = new TreeMap<>();
    millis.put("services", services.stream().mapToDouble(Cpu::own).sum());
    millis.put("postgres", postgres());
    millis.put("generator", own(ProcessHandle.current().pid()));
    return millis;
  }

  /** PostgreSQL's processes: the first and, at the moment, its children. */
  public List<Long> postgresProcesses() {
    return Stream.concat(
            Stream.of(postmaster),
            ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid))
        .toList();
  }

  /** The resident memory of a process, in megabytes. */
  public static double residentMegabytes(long process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }

  private static double own(long process) {
    long[] fields = fields(process);
    return fields.length == 0 ? 0 : (fields[USER] + fields[SYSTEM]) * (double) MILLIS_PER_TICK;
  }

  /** The CPU time of this process's children that have ended, such as a run of pgbench. */
  public static long endedChildrenMillis() {
    long[] fields = fields(ProcessHandle.current().pid());
    return (fields[DEAD_CHILDREN_USER] + fields[DEAD_CHILDREN_SYSTEM]) * MILLIS_PER_TICK;
  }

  /** The CPU time of a backend is added to its parent's when it ends. */
  private double postgres() {
    long[] server = fields(postmaster);
    double ended =
        server.length == 0
            ? 0
            : (server[DEAD_CHILDREN_USER] + server[DEAD_CHILDREN_SYSTEM])
                * (double) MILLIS_PER_TICK;
    return ended + postgresProcesses().stream().mapToDouble(Cpu::own).sum();
  }

  /** The fields after the command, which may contain spaces. Empty if the process is gone. */
  private static long[] fields(long process) {
    try {
      String line = Files.readString(Path.of("/proc/" + process + "/stat"));
      String[] texts = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      texts[0] = "0";
      return Arrays.stream(texts)
          .limit(DEAD_CHILDREN_SYSTEM + 1)
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (IOException _) {
      return new long[0];
    }
  }
}
