package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.StrictAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Clients in processes of their own, in other languages or of another release: the program {@code
 * load} of each. They place orders, repeat what is not answered, and each writes a journal.
 */
final class LoadClients implements AutoCloseable {
  private static final int PER_SECOND = 4;

  /** How long a client goes on asking for the answer to one order. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final int orders;
  private final Map<String, Process> clients = new LinkedHashMap<>();

  private LoadClients(Cluster cluster, int orders) {
    this.cluster = cluster;
    this.orders = orders;
  }

  /**
   * Starts the programs.
   *
   * @param programs the command that runs each, by its name
   */
  static LoadClients start(Cluster cluster, Map<String, List<String>> programs, Duration length) {
    LoadClients started =
        new LoadClients(cluster, Math.toIntExact(length.toSeconds() * PER_SECOND));
    programs.forEach((name, command) -> started.start(name, command, length));
    return started;
  }

  /**
   * The clients in the folder that {@code clients/build} has filled, named by {@code
   * -Dwaybill.clients}; none without.
   */
  static Map<String, List<String>> built() {
    Map<String, List<String>> programs = new LinkedHashMap<>();
    String folder = System.getProperty("waybill.clients", "");
    if (!folder.isEmpty()) {
      for (String language : List.of("go", "java", "python", "typescript")) {
        if (Files.isDirectory(Path.of(folder, language))) {
          programs.put(language, List.of("../clients/run", folder, language, "load"));
        }
      }
    }
    return programs;
  }

  /** Waits until every client has ended. Fails unless each of its orders was answered. */
  void awaitAnswers() {
    clients.forEach(
        (name, client) -> {
          try {
            assertThat(client.waitFor(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS))
                .as("the client %s has ended", name)
                .isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
          }
          assertThat(client.exitValue()).as("exit code of %s: %s", name, output(name)).isZero();
        });
  }

  /** Compares the journals with the orders. Call it when all are final. */
  void audit() {
    for (String name : clients.keySet()) {
      StrictAudit audit = new StrictAudit(cluster::channel, journal(name));
      AuditReport report = audit.run();
      assertThat(audit.violations()).as("violations of what %s was told", name).isEmpty();
      assertThat(report.acknowledged()).as("answers that %s was given", name).isEqualTo(orders);
    }
    if (!clients.isEmpty()) {
      System.out.printf(
          Locale.ROOT, "load clients: %d orders each of %s%n", orders, clients.keySet());
    }
  }

  @Override
  public void close() {
    clients.values().forEach(Process::destroyForcibly);
  }

  private void start(String name, List<String> program, Duration length) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--targets", targets()));
    command.addAll(List.of("--orders", Integer.toString(orders)));
    command.addAll(List.of("--seconds", Long.toString(length.toSeconds())));
    command.addAll(List.of("--patience", Long.toString(PATIENCE.toSeconds())));
    command.addAll(List.of("--journal", journal(name).toString()));
    try {
      clients.put(
          name,
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log(name).toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String targets() {
    return cluster.instances(Services.ORDER).stream()
        .map(Instance::target)
        .collect(Collectors.joining(","));
  }

  private Path journal(String name) {
    return cluster.folder().resolve("load-" + name + ".jsonl");
  }

  private Path log(String name) {
    return cluster.folder().resolve("load-" + name + ".log");
  }

  private String output(String name) {
    try {
      return Files.readString(log(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
