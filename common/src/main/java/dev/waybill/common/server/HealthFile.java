package dev.waybill.common.server;

import dev.waybill.common.failure.Causes;
import dev.waybill.common.logging.OutageLog;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Touches a file while the server's health check succeeds over its own port, so that a container
 * can check the age of the file instead of starting a second JVM.
 */
final class HealthFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthFile.class);
  private static final long PERIOD_MILLIS = 2000;
  private static final long ANSWER_MILLIS = 1000;

  private final OutageLog outage = new OutageLog(LOG, "the health file");
  private final Path file;
  private final ManagedChannel channel;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("health-file").factory());

  private HealthFile(Path file, ManagedChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static HealthFile start(Path file, GrpcServer server) {
    HealthFile healthFile =
        new HealthFile(
            file,
            Grpc.newChannelBuilder(server.ownTarget(), InsecureChannelCredentials.create())
                .build());
    var _ =
        healthFile.thread.scheduleWithFixedDelay(
            healthFile::touchIfServing, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return healthFile;
  }

  /** Also deletes the file, because a stopped service must not have one, however recent it is. */
  @Override
  public void close() {
    thread.shutdownNow();
    channel.shutdownNow();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot delete the health file {}: {}", file, Causes.innermost(e));
    }
  }

  private void touchIfServing() {
    try {
      if (isServing()) {
        touch();
      }
      outage.recovered();
    } catch (StatusRuntimeException e) {
      outage.failed("no answer about the own health: " + e.getStatus().getCode());
    } catch (IOException e) {
      outage.failed("cannot touch " + file + ": " + Causes.innermost(e));
    }
  }

  private boolean isServing() {
    return HealthGrpc.newBlockingStub(channel)
            .withDeadlineAfter(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus()
        == ServingStatus.SERVING;
  }

  private void touch() throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }
}
