package dev.waybill.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that owns a server until it is killed. */
final class OwnerProcess implements AutoCloseable {
  private final Process process;
  private final long server;

  private OwnerProcess(Process process, long server) {
    this.process = process;
    this.server = server;
  }

  /** Starts a process; if it is temporary, its folder is deleted with it. */
  static OwnerProcess start(Path folder, boolean temporary) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dwaybill.home=" + System.getProperty("waybill.home", ""),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OwnerProcess.class.getName(),
                    folder.toString(),
                    Boolean.toString(temporary)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    return new OwnerProcess(process, Long.parseLong(output.readLine()));
  }

  public static void main(String[] arguments) throws InterruptedException {
    ServerPlan plan = ServerPlan.in(Path.of(arguments[0]));
    boolean isTemporary = Boolean.parseBoolean(arguments[1]);
    LocalPostgres postgres = LocalPostgres.start(isTemporary ? plan.deleting(plan.folder()) : plan);
    System.out.println(postgres.processId());
    Thread.currentThread().join();
  }

  boolean serverIsAlive() {
    return ProcessHandle.of(server).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Kills the process, like kill -9. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Kills the process and all of its children except the server, like kill -9. */
  void killWithItsGuard() {
    process
        .children()
        .filter(child -> child.pid() != server)
        .forEach(ProcessHandle::destroyForcibly);
    kill();
  }

  @Override
  public void close() {
    kill();
    ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
  }
}
