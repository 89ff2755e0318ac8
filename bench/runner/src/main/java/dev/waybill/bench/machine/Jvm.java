package dev.waybill.bench.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java program that runs as another process until it is closed. */
public final class Jvm implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> port = new CompletableFuture<>();
  private final long startNanos = System.nanoTime();
  private volatile long readyNanos;

  private Jvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Runs `java` with the arguments and additional environment variables. The first group of the
   * pattern matches the port in its output.
   */
  public static Jvm start(
      String name,
      Path logFolder,
      Pattern port,
      List<String> arguments,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try {
      Path log = logFolder.resolve(name + ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Jvm jvm = new Jvm(name, builder.start(), log);
      // A virtual thread that reads from a pipe keeps its carrier. A dozen of them left no carrier
      // to those that place orders over HTTP.
      Thread.ofPlatform().daemon().name("log-" + name).start(() -> jvm.copyLog(port));
      return jvm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the program has printed its port. */
  public int port() {
    try {
      return Integer.parseInt(port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(name + " does not start; its log: " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " starts", e);
    }
  }

  /** The time from the start of the process to the line with its port. */
  public double readySeconds() {
    port();
    return (readyNanos - startNanos) / 1e9;
  }

  public long id() {
    return process.pid();
  }

  public String name() {
    return name;
  }

  @Override
  public void close() {
    // Not the process's own destroy(), which stops reading its output. The JVM would then abandon
    // an AOT cache that it is writing.
    boolean _ = process.toHandle().destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void copyLog(Pattern portPattern) {
    try (BufferedReader lines = process.inputReader();
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        Matcher matcher = portPattern.matcher(line);
        if (!port.isDone() && matcher.find()) {
          readyNanos = System.nanoTime();
          port.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
    port.completeExceptionally(new IllegalStateException("ended"));
  }
}
