package dev.waybill.system.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One service in its own JVM, and the resources it uses. */
public final class ServiceProcess {
  private static final Pattern SERVING = Pattern.compile("serving on 127\\.0\\.0\\.1:\\d+");
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
  private static final int MILLIS_PER_TICK = 10;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Process process;
  private final CompletableFuture<Void> serving = new CompletableFuture<>();

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /** Runs the command. Each line of output goes to the log and to the listener. */
  static ServiceProcess start(
      List<String> command, Map<String, String> environment, Path log, Consumer<String> listener) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
    builder.environment().putAll(environment);
    try {
      ServiceProcess service = new ServiceProcess(builder.start());
      // A virtual thread that reads from a pipe keeps its carrier, and a few of them leave none to
      // the test's own virtual threads.
      Thread.ofPlatform().daemon().name("log").start(() -> service.copyLog(log, listener));
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitServing() {
    serving.orTimeout(180, TimeUnit.SECONDS).join();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Like kill -9: the process gets no chance to finish anything. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Like SIGTERM. A process that does not exit is killed after a while. */
  void stop() {
    // Not the process's own destroy(), because that stops reading its remaining output.
    boolean _ = process.toHandle().destroy();
    process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join().destroyForcibly();
    process.onExit().join();
  }

  /** Sends a signal: for example "STOP" pauses the process and "CONT" resumes it. */
  void signal(String name) {
    run("kill", "-" + name, id());
  }

  /** Writes one line to the process's standard input. */
  void tell(String line) {
    try {
      Writer input = process.outputWriter();
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long residentMegabytes() {
    return lines(Path.of("/proc", id(), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  public long cpuMillis() {
    String line = lines(Path.of("/proc", id(), "stat")).getFirst();
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    long ticks = Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS));
    return ticks * MILLIS_PER_TICK;
  }

  /** The heap still in use after a full collection. */
  public double liveHeapMegabytes() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    run(jcmd, id(), "GC.run");
    Matcher used = USED.matcher(run(jcmd, id(), "GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes / 1024.0;
  }

  private String id() {
    return Long.toString(process.pid());
  }

  private static String run(String... command) {
    try {
      Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader output = program.inputReader()) {
        return String.join("\n", output.lines().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyLog(Path log, Consumer<String> listener) {
    try (BufferedReader lines = process.inputReader();
        PrintWriter copy = new PrintWriter(append(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        listener.accept(line);
        if (SERVING.matcher(line).find()) {
          serving.complete(null);
        }
      }
    } catch (IOException e) {
      serving.completeExceptionally(e);
    }
    serving.completeExceptionally(new IllegalStateException("ended by itself; see " + log));
  }

  private static Writer append(Path log) throws IOException {
    return Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> lines(Path file) {
    try {
      return new ArrayList<>(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
