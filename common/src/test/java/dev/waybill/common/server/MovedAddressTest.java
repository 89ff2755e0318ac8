package dev.waybill.common.server;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A service that comes back under the same name at another address. */
final class MovedAddressTest {
  /** By default, the caches of the JVM and of gRPC last half a minute each. */
  private static final Duration WELL_UNDER_HALF_A_MINUTE = Duration.ofSeconds(15);

  @Test
  void isFoundWhileTheOldAddressDoesNotRespond(@TempDir Path folder) throws IOException {
    Path hosts = folder.resolve("hosts");
    SampleService before = SampleService.answering();
    SampleService after = SampleService.answering();
    pointTo("127.0.0.2", hosts);
    try (GrpcServer old = start("127.0.0.2", 0, before);
        GrpcServer _ = start("127.0.0.3", old.port(), after)) {
      Process caller = startCaller(hosts, old.port());
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> before.calls() > 0);

        // The old server is still there, so its connection gives no reason to look elsewhere.
        pointTo("127.0.0.3", hosts);

        await().atMost(WELL_UNDER_HALF_A_MINUTE).until(() -> after.calls() > 0);
      } finally {
        caller.destroyForcibly();
      }
    }
  }

  private static GrpcServer start(String address, int port, SampleService service) {
    return GrpcServer.start(
        CommandLine.populateCommand(new ServerSettings(port), "--bind", address),
        SampleWiring.of(service));
  }

  private static void pointTo(String address, Path hosts) throws IOException {
    Files.writeString(hosts, address + " moving.test\n");
  }

  /** Starts the caller in its own JVM, which resolves names from the file. */
  private static Process startCaller(Path hosts, int port) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                MovedAddressCaller.class.getName(),
                "moving.test:" + port))
        .inheritIO()
        .start();
  }
}
