package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.config.StartupException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Everything that was started is closed in the right order, whenever the end comes. */
final class LifetimeTest {
  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void closesTheLastStartedFirst() {
    Lifetime lifetime = new Lifetime();
    own(lifetime, "database");
    own(lifetime, "service");
    lifetime.close();
    assertThat(closed).containsExactly("service", "database");
  }

  @Test
  void startsNothingOnceTheEndHasBegun() {
    Lifetime lifetime = new Lifetime();
    lifetime.close();
    assertThatThrownBy(() -> own(lifetime, "service")).isInstanceOf(StartupException.class);
  }

  @Test
  void closesWhatWasJustStartingWhenTheEndBegan() throws Exception {
    Lifetime lifetime = new Lifetime();
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch ready = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> start =
          threads.submit(
              () ->
                  lifetime.own(
                      () -> {
                        starting.countDown();
                        await(ready);
                        return closing("database");
                      }));
      await(starting);
      Future<?> end = threads.submit(lifetime::close);
      ready.countDown();
      start.get();
      end.get();
    }
    assertThat(closed).containsExactly("database");
  }

  private void own(Lifetime lifetime, String name) {
    AutoCloseable started = lifetime.own(() -> closing(name));
    assertThat(started).isNotNull();
  }

  private AutoCloseable closing(String name) {
    return () -> closed.add(name);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
