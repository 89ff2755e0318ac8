package dev.waybill.common.server;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.rpc.StandardInterceptors;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service whose settings are valid, from its start to its end. */
final class RunningService {
  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);

  private RunningService() {}

  /** Runs the service, and returns when it has stopped. */
  static <S extends ServiceConfig> void run(
      String name, S settings, SettingsReader reader, Function<S, ServiceWiring> wiring) {
    LOG.info("{} starting with {}", name, String.join(" ", reader.effective()));
    reader.ignoredVariables().forEach(LOG::warn);
    // In the background, because the wiring waits for the database.
    Thread.ofPlatform().daemon().name("rules").start(() -> compileRules(settings));
    serve(name, settings.server(), wiring.apply(settings));
  }

  private static void compileRules(ServiceConfig settings) {
    try {
      StandardInterceptors.compileRules(settings.contract());
    } catch (StartupException e) {
      // The server's start fails with the same exception and reports it.
      LOG.debug("the rules cannot be compiled ahead", e);
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
          server.announceStop();
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
      // Code that runs a service inside another process stops it by interrupting this thread.
      Runtime.getRuntime().removeShutdownHook(hook);
      stop.run();
    }
  }
}
