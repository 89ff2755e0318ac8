package dev.waybill.system.cluster;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.tls.ChannelSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** One instance of a service. It keeps its port, but its process may be replaced. */
public final class Instance {
  private static final int TAIL = 40;

  private final ServiceDefinition<?, ?> service;
  private final int port;
  private final ChannelSecurity security;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Queue<Consumer<String>> listeners = new ConcurrentLinkedQueue<>();
  private ServiceProcess process;

  private Instance(
      ServiceDefinition<?, ?> service,
      int port,
      ChannelSecurity security,
      List<String> command,
      Map<String, String> environment,
      Path log) {
    this.service = service;
    this.port = port;
    this.security = security;
    this.command = new ArrayList<>(command);
    this.environment = environment;
    this.log = log;
    this.process = launch();
  }

  /** Starts a process with the command, which must make it listen on the port, so secured. */
  static Instance launch(
      ServiceDefinition<?, ?> service,
      int port,
      ChannelSecurity security,
      List<String> command,
      Map<String, String> environment,
      Path log) {
    return new Instance(service, port, security, command, environment, log);
  }

  public ServiceDefinition<?, ?> service() {
    return service;
  }

  public String target() {
    return "127.0.0.1:" + port;
  }

  /** How a client connects to it. */
  public ChannelSecurity security() {
    return security;
  }

  /** The current process; {@link #startAgain} replaces it. */
  public ServiceProcess process() {
    return process;
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  void awaitServing() {
    process.awaitServing();
  }

  /** Like kill -9. */
  public void kill() {
    process.kill();
  }

  /** Like SIGTERM: the process drains and exits. */
  public void stop() {
    process.stop();
  }

  /** Like SIGSTOP: the process is paused, with its connections open. */
  public void pause() {
    process.signal("STOP");
  }

  /** Like SIGCONT. */
  public void resume() {
    process.signal("CONT");
  }

  /** Starts a new process after the last one has ended, and waits until it serves. */
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException(this + " still runs");
    }
    process = launch();
    awaitServing();
  }

  /** Lets the next process run the code of this class path, with the same arguments. */
  public void runFrom(String classPath) {
    command.set(command.indexOf("-cp") + 1, classPath);
  }

  /** Writes one line to the process's standard input. */
  public void tell(String line) {
    process.tell(line);
  }

  /** Passes every line that the process and its successors print from now on to the listener. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** The end of its output. */
  public String tail() {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return service.title() + " at " + target();
  }

  private ServiceProcess launch() {
    return ServiceProcess.start(
        command, environment, log, line -> listeners.forEach(listener -> listener.accept(line)));
  }
}
