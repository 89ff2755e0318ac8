package dev.waybill.common.server;

import dev.waybill.common.background.Loop;
import dev.waybill.common.failure.Causes;
import dev.waybill.common.logging.OutageLog;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Touches a file while the server's health check succeeds over its own port, so that a container
 * can check the age of the file instead of starting a second JVM.
 */
final class HealthFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthFile.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

  private final Path file;
  private final ManagedChannel channel;
  private final Loop loop =
      new Loop("health-file", new OutageLog(LOG, "the health file"), PERIOD, this::touchIfServing);

  private HealthFile(Path file, ManagedChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static HealthFile start(Path file, GrpcServer server) {
    HealthFile healthFile =
        new HealthFile(file, server.ownSecurity().channelTo(server.ownTarget()).build());
    healthFile.loop.start();
    return healthFile;
  }

  /** Also deletes the file, because a stopped service must not have one, however recent it is. */
  @Override
  public void close() {
    loop.close(LONGEST_ANSWER.multipliedBy(2));
    channel.shutdownNow();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot delete the health file {}: {}", file, Causes.innermost(e));
    }
  }

  private Loop.Next touchIfServing() {
    if (isServing()) {
      touch();
    }
    return Loop.Next.AFTER_PAUSE;
  }

  private boolean isServing() {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(LONGEST_ANSWER)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      throw new IllegalStateException(
          "no answer about the own health: " + e.getStatus().getCode(), e);
    }
  }

  private void touch() {
    try {
      if (Files.notExists(file)) {
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot touch " + file + ": " + Causes.innermost(e), e);
    }
  }
}
