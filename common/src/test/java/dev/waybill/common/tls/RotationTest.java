package dev.waybill.common.tls;

import static dev.waybill.common.tls.TlsFixture.call;
import static dev.waybill.common.tls.TlsFixture.channel;
import static dev.waybill.common.tls.TlsFixture.foreignChannel;
import static dev.waybill.common.tls.TlsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.certificates.CertificateAuthority;
import dev.waybill.certificates.Identity;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.testing.TestCertificates;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Certificates and authorities change again and again while calls are made. */
@StartsFirst
final class RotationTest {
  private static final int ROTATIONS = 100;
  private static final Duration PERIOD = Duration.ofMillis(10);

  private final AtomicInteger calls = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean done;

  @TempDir private Path folder;

  @Test
  void failsNoCall() throws Exception {
    TestCertificates files = new TestCertificates(folder);
    CertificateAuthority authority = TestCertificates.authority();
    Identity first = rotateTo(files, authority);
    files.writeTrust("ledger-trust", authority);
    files.writeTrust("letters-trust", authority);
    ServerSettings server =
        CommandLine.populateCommand(
            new ServerSettings(0), files.settings("ledger", "ledger-trust"));
    server.tls().lookEvery(PERIOD);
    try (LoggedLines log = new LoggedLines("dev.waybill.common.tls.WatchedFiles");
        GrpcServer serving = GrpcServer.start(server, SampleWiring.of(SampleService.answering()));
        TlsSettings client = settings(files, "letters", "letters-trust")) {
      client.lookEvery(PERIOD);
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        callers.execute(() -> callOnOneConnection(serving, client));
        callers.execute(() -> callOnNewConnections(serving, client));
        callers.execute(() -> callOnNewConnections(serving, client));
        try {
          await().until(() -> calls.get() > 100 || !failures.isEmpty());
          for (int rotation = 1; rotation <= ROTATIONS && failures.isEmpty(); rotation++) {
            CertificateAuthority successor = TestCertificates.authority();
            rotate(files, authority, successor, log, rotation);
            authority = successor;
          }
        } finally {
          done = true;
        }
      }

      assertThat(failures).isEmpty();
      assertThat(calls).hasValueGreaterThan(ROTATIONS);
      // Whoever the first authority let in stays outside now.
      ManagedChannel late = foreignChannel(serving, files.certificate("letters-trust"), first);
      assertThat(CallError.of(() -> call(late)).code()).isEqualTo(Code.UNAVAILABLE);
      late.shutdownNow();
    }
  }

  /** Both sides trust the successor before either shows a certificate from it. */
  private static void rotate(
      TestCertificates files,
      CertificateAuthority authority,
      CertificateAuthority successor,
      LoggedLines log,
      int count) {
    files.writeTrust("ledger-trust", authority, successor);
    files.writeTrust("letters-trust", authority, successor);
    await().until(() -> used(log, files, "the trust in", "ledger-trust", "letters-trust") == count);
    Identity _ = rotateTo(files, successor);
    await().until(() -> used(log, files, "the certificate in", "ledger", "letters") == count);
  }

  /** Returns the certificate of the client. */
  private static Identity rotateTo(TestCertificates files, CertificateAuthority authority) {
    Identity client = TestCertificates.issued(authority, "letters");
    files.write("ledger", TestCertificates.issued(authority, "ledger"));
    files.write("letters", client);
    return client;
  }

  /** How often both files have been used since the start; -1 while they differ. */
  private static int used(
      LoggedLines log, TestCertificates files, String what, String one, String other) {
    int used = log.with("changed: %s %s".formatted(what, files.certificate(one))).size();
    int usedOfOther = log.with("changed: %s %s".formatted(what, files.certificate(other))).size();
    return used == usedOfOther ? used : -1;
  }

  private void callOnOneConnection(GrpcServer server, TlsSettings client) {
    ManagedChannel channel = channel(server, client, "ledger");
    while (!done && failures.isEmpty()) {
      count(channel);
    }
    channel.shutdownNow();
  }

  private void callOnNewConnections(GrpcServer server, TlsSettings client) {
    List<ManagedChannel> closing = new ArrayList<>();
    while (!done && failures.isEmpty()) {
      ManagedChannel channel = channel(server, client, "ledger");
      count(channel);
      closing.add(channel.shutdown());
    }
    closing.forEach(ManagedChannel::shutdownNow);
  }

  private void count(ManagedChannel channel) {
    try {
      call(channel);
      calls.incrementAndGet();
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }
}
