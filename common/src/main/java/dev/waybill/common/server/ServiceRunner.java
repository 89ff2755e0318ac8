package dev.waybill.common.server;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.rpc.StandardInterceptors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service from its command line to its end. */
public final class ServiceRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
  private static final int OK = 0;
  private static final int CANNOT_START = 1;
  private static final int BAD_SETTINGS = 2;

  private ServiceRunner() {}

  /**
   * Reads the settings, wires the service, serves until the process is told to end, and stops
   * gracefully. Answers the exit code: 0 after help or a stop, 1 when the service cannot start, 2
   * for bad settings, all of which are reported, a line each.
   *
   * <p>A stop by SIGTERM or SIGINT is as graceful, but there the JVM itself sets the exit code, to
   * 143 or 130, and this method does not return.
   */
  public static <S extends ServiceConfig> int run(
      String name, S settings, String[] arguments, Function<S, ServiceWiring> wiring) {
    SettingsReader reader = new SettingsReader(name, settings, System.getenv());
    List<String> problems = reader.read(arguments);
    if (reader.isHelp()) {
      System.out.print(reader.help());
      return OK;
    }
    if (!problems.isEmpty()) {
      problems.forEach(problem -> System.err.println(name + ": " + problem));
      System.err.println(name + ": try --help");
      return BAD_SETTINGS;
    }
    LOG.info("{} starting with {}", name, String.join(" ", reader.effective()));
    // The wiring waits for the database meanwhile.
    Thread.ofPlatform()
        .daemon()
        .name("rules")
        .start(() -> StandardInterceptors.compileRules(settings.contract()));
    try {
      serve(name, settings.server(), wiring.apply(settings));
      return OK;
    } catch (StartupException e) {
      System.err.println(name + ": " + e.getMessage());
      return CANNOT_START;
    }
  }

  private static void serve(String name, ServerSettings settings, ServiceWiring wiring) {
    GrpcServer server = GrpcServer.start(settings, wiring);
    Optional<HealthFile> healthFile =
        settings.healthFile().map(file -> HealthFile.start(file, server));
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop =
        () -> {
          LOG.info("{} stopping", name);
          healthFile.ifPresent(HealthFile::close);
          server.close();
          LOG.info("{} stopped", name);
          stopped.countDown();
        };
    Thread hook = new Thread(stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    LOG.info("{} serving on {}", name, server.address());
    try {
      stopped.await();
    } catch (InterruptedException _) {
      // Whoever runs a service inside another process ends it by interrupting this thread.
      Runtime.getRuntime().removeShutdownHook(hook);
      stop.run();
    }
  }
}
