package dev.waybill.common.hostile;

import dev.waybill.common.channel.Channels;
import dev.waybill.sample.v1.GetItemRequest;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A well-behaved caller on its own connection, which calls repeatedly. */
final class Bystander implements AutoCloseable {
  private static final GetItemRequest REQUEST =
      GetItemRequest.newBuilder().setName("ITEM-1").build();

  /** Long, because a late answer on a busy machine still counts as an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final ManagedChannel channel;
  private final CompletableFuture<Void> calling;
  private final AtomicInteger answered = new AtomicInteger();
  private final List<StatusRuntimeException> failures = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  Bystander(int port) {
    channel = Channels.open("127.0.0.1:" + port, SampleServiceGrpc.getServiceDescriptor());
    calling = CompletableFuture.runAsync(this::call, Thread::startVirtualThread);
  }

  int answered() {
    return answered.get();
  }

  /** Returns the calls that were not answered with OK; must stay empty. */
  List<StatusRuntimeException> failures() {
    return failures;
  }

  @Override
  public void close() {
    ended = true;
    calling.join();
    Channels.close(channel, Duration.ofSeconds(1));
  }

  private void call() {
    var stub = SampleServiceGrpc.newBlockingStub(channel);
    while (!ended) {
      try {
        var _ = stub.withDeadlineAfter(PATIENCE).getItem(REQUEST);
        answered.incrementAndGet();
      } catch (StatusRuntimeException e) {
        failures.add(e);
      }
      // Without a pause, its calls would take the processor from the tests.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
