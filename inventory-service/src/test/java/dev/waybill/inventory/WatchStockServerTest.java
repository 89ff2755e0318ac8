package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevels;
import dev.waybill.inventory.domain.StockLevels.ItemLevel;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Watching stock over a real socket when the server restarts or the caller vanishes. */
class WatchStockServerTest {
  private final DatabaseSettings database = InventoryFixture.freshDatabase();
  private final AtomicInteger reads = new AtomicInteger();
  @AutoClose private final InventoryFixture other = instance();
  private GrpcServer server = start(0);
  private final ManagedChannel channel = open();

  private InventoryFixture instance() {
    return InventoryFixture.start(InventoryFixture.config(database));
  }

  private GrpcServer start(int port) {
    ServerSettings settings = new ServerSettings(port);
    InventoryServiceConfig config = new InventoryServiceConfig(settings, database);
    config.streams().with(Duration.ofMillis(10), Duration.ofSeconds(15));
    InventoryPorts ports = InventoryPorts.open(config);
    InventoryPorts counting =
        new InventoryPorts(
            ports.store(),
            new CountedReads(ports.levels(), reads),
            ports.audit(),
            ports.connections());
    return GrpcServer.start(settings, new InventoryWiring(config, counting));
  }

  private ManagedChannel open() {
    return Channels.open(server.address(), InventoryServiceGrpc.getServiceDescriptor());
  }

  @AfterEach
  void stop() {
    Channels.close(channel, Duration.ofSeconds(1));
    server.close();
  }

  @Test
  void callerThatReopensAfterARestartMissesNothing() {
    other.stock("LAMP", 100, 10);
    StockWatchCall first = StockWatchCall.open(channel, "LAMP");
    await().until(() -> first.available("LAMP") == 10);

    int port = server.port();
    server.close();
    assertThat(first.failure().code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(first.failure().reason()).isEqualTo("STREAM_ENDED");
    var _ = other.receive(List.of(reading("LAMP", 5).build()));
    server = start(port);

    StockWatchCall again = await().until(this::openAgain, StockWatchCall::isOpen);
    assertThat(again.available("LAMP")).isEqualTo(15);
    assertThat(again.levels()).hasSize(1);
    assertThat(again.levels().getFirst().getVersion())
        .isGreaterThan(first.levels().getLast().getVersion());
  }

  /** Until the server listens again, the call fails at once and the caller must retry. */
  private StockWatchCall openAgain() {
    StockWatchCall watch = StockWatchCall.open(channel, "LAMP");
    await().until(() -> !watch.isOpen() || !watch.levels().isEmpty());
    return watch;
  }

  @Test
  void nothingIsReadOnceTheLastCallerHasVanished() {
    other.stock("LAMP", 100, 10);
    ManagedChannel vanishing = open();
    StockWatchCall watch = StockWatchCall.open(vanishing, "LAMP");
    await().until(() -> watch.available("LAMP") == 10);
    int before = reads.get();
    await().until(() -> reads.get() > before);

    vanishing.shutdownNow();

    AtomicInteger last = new AtomicInteger();
    await().during(Duration.ofMillis(300)).until(() -> last.getAndSet(reads.get()) == reads.get());
  }

  /** Counts how often the real levels are read. */
  private record CountedReads(StockLevels levels, AtomicInteger reads) implements StockLevels {
    @Override
    public List<ItemLevel> of(Collection<Sku> skus, TimeBudget budget) {
      reads.incrementAndGet();
      return levels.of(skus, budget);
    }

    @Override
    public List<ItemLevel> all(TimeBudget budget) {
      reads.incrementAndGet();
      return levels.all(budget);
    }
  }
}
