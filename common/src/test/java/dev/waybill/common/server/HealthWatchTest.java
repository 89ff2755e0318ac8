package dev.waybill.common.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.testing.TestCertificates;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@StartsFirst
final class HealthWatchTest {
  @AutoClose
  private final GrpcServer dependency = Ports.start(SampleWiring.of(SampleService.answering()));

  @AutoClose("shutdownNow")
  private final ManagedChannel toDependency = Ports.channel(dependency);

  private final SampleWiring wiring =
      SampleWiring.of(SampleService.answering()).dependingOn("other", toDependency);
  @AutoClose private final GrpcServer server = Ports.start(wiring);

  /** Not one of our own channels, which send nothing to a server that reports NOT_SERVING. */
  @AutoClose("shutdownNow")
  private final ManagedChannel channel =
      Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create()).build();

  @Test
  void isServingFromTheStartOverallAndPerService() {
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("sample.v1.SampleService")).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void followsTheHealthOfTheWiring() {
    wiring.setHealthy(false);
    await().until(() -> health("") == ServingStatus.NOT_SERVING);
    await().until(() -> health("sample.v1.SampleService") == ServingStatus.NOT_SERVING);

    wiring.setHealthy(true);
    await().until(() -> health("") == ServingStatus.SERVING);
  }

  @Test
  void publishesADependencyThatIsDownAndStaysHealthy() {
    await().until(() -> health("dependency/other") == ServingStatus.SERVING);

    dependency.close();

    await().until(() -> health("dependency/other") == ServingStatus.NOT_SERVING);
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void logsAFailingCheckOnceAndItsEndAsInformation() {
    try (LoggedLines lines = new LoggedLines(HealthWatch.class.getName())) {
      wiring.failChecks("out of order");
      await().until(() -> wiring.failedChecks() >= 3);
      wiring.failChecks(null);
      await().until(() -> !lines.with("INFO the health check: works again").isEmpty());
      await().until(() -> !lines.with("healthy again").isEmpty());

      assertThat(lines.with("out of order")).containsExactly("WARN the health check: out of order");
      assertThat(lines.with("WARN healthy again")).isEmpty();
    }
  }

  @Test
  void logsAnUnreachableDependencyOnce() {
    try (LoggedLines lines = new LoggedLines(HealthWatch.class.getName())) {
      await().until(() -> health("dependency/other") == ServingStatus.SERVING);

      dependency.close();

      String subject = "dependency other at " + toDependency.authority();
      await()
          .during(Duration.ofSeconds(3))
          .until(
              () ->
                  lines
                      .with(subject)
                      .equals(
                          List.of(
                              "WARN "
                                  + subject
                                  + ": cannot be reached, or says that it is not serving")));
    }
  }

  @Test
  void logsAHealthFileThatCannotBeTouchedOnce(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("healthy");
    try (LoggedLines lines = new LoggedLines(HealthFile.class.getName());
        HealthFile _ = HealthFile.start(file, server)) {
      await()
          .during(Duration.ofSeconds(5)) // two more attempts
          .atMost(Duration.ofSeconds(20))
          .until(() -> lines.with("WARN the health file: cannot touch").size() == 1);
    }
  }

  @Test
  void touchesTheHealthFileOverTls(@TempDir Path folder) {
    CertificateAuthority authority = TestCertificates.authority();
    TestCertificates files = new TestCertificates(folder);
    // Only its callers need to know the name.
    files.write("ledger", authority.issue("ledger", List.of("ledger"), TestCertificates.today()));
    files.writeTrust("ca", authority);
    Path file = folder.resolve("healthy");
    ServerSettings settings =
        CommandLine.populateCommand(new ServerSettings(0), files.settings("ledger", "ca"));
    try (GrpcServer secure =
            GrpcServer.start(settings, SampleWiring.of(SampleService.answering()));
        HealthFile _ = HealthFile.start(file, secure)) {
      await().until(() -> Files.exists(file));
    }
  }

  @Test
  void touchesTheHealthFileOnlyWhileServing(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("healthy");
    try (HealthFile _ = HealthFile.start(file, server)) {
      await().until(() -> Files.exists(file));
      FileTime old = FileTime.fromMillis(0);
      Files.setLastModifiedTime(file, old);
      await().until(() -> !Files.getLastModifiedTime(file).equals(old));

      wiring.setHealthy(false);
      await().until(() -> health("") == ServingStatus.NOT_SERVING);
      // One touch may still be in progress.
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                boolean untouched = Files.getLastModifiedTime(file).equals(old);
                Files.setLastModifiedTime(file, old);
                return untouched;
              });
    }
    assertThat(file).doesNotExist();
  }

  private ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }
}
