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
 * CPU time that processes have used so far, in milliseconds, as the kernel counts it.
 *
 * @param postmaster the process id of PostgreSQL, whose children count with it
 */
public record Cpu(long postmaster) {
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int DEAD_CHILDREN_USER = 13;
  private static final int DEAD_CHILDREN_SYSTEM = 14;
  private static final int MILLIS_PER_TICK = 10;

  /** By part: the services, PostgreSQL, and this process, which generates the load. */
  public Map<String, Double> millis(List<Long> services) {
    Map<String, Double> millis = new TreeMap<>();
    millis.put("services", services.stream().mapToDouble(Cpu::own).sum());
    millis.put("postgres", postgres());
    millis.put("generator", own(ProcessHandle.current().pid()));
    return millis;
  }

  /** Memory that a process holds, in megabytes. */
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

  /** What this process's children have used that have ended, such as a run of pgbench. */
  public static long endedChildrenMillis() {
    long[] fields = fields(ProcessHandle.current().pid());
    return (fields[DEAD_CHILDREN_USER] + fields[DEAD_CHILDREN_SYSTEM]) * MILLIS_PER_TICK;
  }

  /** What a backend has used becomes its parent's when it ends. */
  private double postgres() {
    long[] server = fields(postmaster);
    double ended =
        server.length == 0
            ? 0
            : (server[DEAD_CHILDREN_USER] + server[DEAD_CHILDREN_SYSTEM])
                * (double) MILLIS_PER_TICK;
    return own(postmaster)
        + ended
        + ProcessHandle.of(postmaster).stream()
            .flatMap(ProcessHandle::children)
            .mapToDouble(child -> own(child.pid()))
            .sum();
  }

  /** The fields after the command, which may have spaces in it; empty when the process is gone. */
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
