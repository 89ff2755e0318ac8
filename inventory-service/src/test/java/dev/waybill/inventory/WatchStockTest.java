package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.anyId;
import static dev.waybill.inventory.InventoryFixture.euro;
import static dev.waybill.inventory.InventoryFixture.line;
import static dev.waybill.inventory.InventoryFixture.put;
import static dev.waybill.inventory.InventoryFixture.reading;
import static dev.waybill.inventory.InventoryFixture.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.CallError;
import dev.waybill.proto.inventory.v1.ItemLevel;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watching stock: what a caller is sent, and how much is buffered for one that does not read. */
class WatchStockTest {
  private static final Duration SHORT = Duration.ofMillis(10);
  private static final Duration HEARTBEAT = Duration.ofMillis(300);

  private final DatabaseSettings database = InventoryFixture.freshDatabase();
  @AutoClose private final InventoryFixture service = instance(HEARTBEAT);
  @AutoClose private final InventoryFixture other = instance(Duration.ofSeconds(15));

  @BeforeEach
  void stockLampsAndChairs() {
    service.stock("LAMP", 100, 10);
    service.stock("CHAIR", 100, 20);
  }

  private InventoryFixture instance(Duration heartbeat) {
    InventoryServiceConfig config = InventoryFixture.config(database);
    config.streams().with(SHORT, heartbeat);
    return InventoryFixture.start(config);
  }

  @Test
  void showsCurrentLevelsThenEachChange() {
    StockWatchCall watch = StockWatchCall.open(service.channel(), "LAMP", "CHAIR");
    await().until(() -> watch.levels().size() == 2);
    assertThat(watch.levels()).extracting(ItemLevel::getSku).containsExactly("CHAIR", "LAMP");
    assertThat(watch.levels().getLast().getLevel()).isEqualTo(service.level("LAMP"));

    var _ = service.inventory().reserveStock(reserve(anyId(), line("LAMP", 3)).build());

    await().until(() -> watch.available("LAMP") == 7);
    assertThat(watch.levels("CHAIR")).hasSize(1);
    assertThat(watch.levels("LAMP").getLast().getLevel()).isEqualTo(service.level("LAMP"));
  }

  @Test
  void versionCountsChangesOfNameAndPriceButNotRepeats() {
    StockWatchCall watch = StockWatchCall.open(service.channel(), "LAMP");
    await().until(() -> watch.levels().size() == 1);
    long first = watch.levels().getFirst().getVersion();

    var _ = service.inventory().putItem(put("LAMP", euro(100)).build());
    var _ = service.inventory().putItem(put("LAMP", euro(101)).build());
    var _ = service.inventory().putItem(put("LAMP", euro(101)).setName("A lamp").build());

    await().until(() -> watch.levels().getLast().getVersion() == first + 2);
  }

  @Test
  void showsAllItemsWhenNoneIsNamedIncludingLaterOnes() {
    StockWatchCall watch = StockWatchCall.open(service.channel());
    await().until(() -> watch.levels().size() == 2);

    other.stock("TABLE", 100, 30);

    await().until(() -> watch.available("TABLE") == 30);
    assertThat(watch.levels("LAMP")).hasSize(1);
  }

  @Test
  void refusesAnItemThatDoesNotExist() {
    CallError failure = StockWatchCall.open(service.channel(), "LAMP", "NONE").failure();
    assertThat(failure.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(failure.reason()).isEqualTo("ITEM_NOT_FOUND");
    assertThat(failure.resource()).isEqualTo("items/NONE");
  }

  @Test
  void refusesAnItemNamedTwice() {
    CallError failure = StockWatchCall.open(service.channel(), "LAMP", "LAMP").failure();
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.fields()).containsExactly("skus");
  }

  @Test
  void keepsOnlyTheLatestLevelOfEachItemForACallerThatDoesNotRead() {
    // A heartbeat would be one of the two messages that the slow caller takes at first.
    StockWatchCall slow = StockWatchCall.open(other.channel(), 2, "LAMP", "CHAIR");
    StockWatchCall active = StockWatchCall.open(other.channel(), "LAMP", "CHAIR");
    await().until(() -> slow.levels().size() == 2 && active.levels().size() == 2);

    for (int i = 1; i <= 20; i++) {
      long lamps = 10L + i;
      long chairs = 20L + i;
      var _ = service.receive(List.of(reading("LAMP", 1).build(), reading("CHAIR", 1).build()));
      await()
          .pollInterval(Duration.ofMillis(2))
          .until(() -> active.available("LAMP") == lamps && active.available("CHAIR") == chairs);
    }

    slow.take(StockWatchCall.WITHOUT_END);
    await().until(() -> slow.levels().size() >= 4);
    await().during(HEARTBEAT).until(() -> slow.levels().size() == 4);
    assertThat(slow.available("LAMP")).isEqualTo(30);
    assertThat(slow.available("CHAIR")).isEqualTo(40);
  }

  @Test
  void showsWhatSeveralInstancesWriteInOrder() {
    List<StockWatchCall> watches =
        List.of(
            StockWatchCall.open(service.channel(), "LAMP"),
            StockWatchCall.open(service.channel()),
            StockWatchCall.open(other.channel(), "CHAIR", "LAMP"));
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> receiveOneByOne(service, 100)),
            CompletableFuture.runAsync(() -> receiveOneByOne(other, 100)))
        .join();
    for (StockWatchCall watch : watches) {
      await().until(() -> watch.available("LAMP") == 210);
      assertThat(watch.levels("LAMP")).extracting(ItemLevel::getVersion).doesNotHaveDuplicates();
      assertThat(watch.levels("LAMP")).extracting(ItemLevel::getVersion).isSorted();
    }
  }

  private static void receiveOneByOne(InventoryFixture instance, int readings) {
    for (int i = 0; i < readings; i++) {
      var _ = instance.receive(List.of(reading("LAMP", 1).build()));
    }
  }

  @Test
  void sendsHeartbeatsOnAQuietStreamOnly() {
    StockWatchCall watch = StockWatchCall.open(service.channel(), "LAMP");
    StockWatchCall paused = StockWatchCall.open(service.channel(), 1, "LAMP");
    await().until(() -> watch.heartbeats() >= 3);
    assertThat(watch.levels()).hasSize(1);
    int before = watch.heartbeats();
    paused.take(StockWatchCall.WITHOUT_END);
    await().until(() -> paused.heartbeats() >= 1);
    assertThat(paused.heartbeats()).isLessThanOrEqualTo(watch.heartbeats() - before + 2);
  }

  @Test
  void endsWithStreamEndedWhenTheServerStops() {
    StockWatchCall watch = StockWatchCall.open(service.channel(), "LAMP");
    await().until(() -> watch.levels().size() == 1);
    service.endStreams();
    assertThat(watch.failure().code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(watch.failure().reason()).isEqualTo("STREAM_ENDED");
  }

  @Test
  void limitsStreamsPerCaller() {
    List<StockWatchCall> watches = new ArrayList<>();
    IntStream.range(0, 100)
        .forEach(_ -> watches.add(StockWatchCall.open(service.channel(), "LAMP")));
    await().until(() -> watches.stream().allMatch(watch -> watch.levels().size() == 1));

    CallError failure = StockWatchCall.open(service.channel(), "LAMP").failure();
    assertThat(failure.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(failure.reason()).isEqualTo("TOO_MANY_STREAMS");

    watches.getFirst().cancel();
    await()
        .until(
            () -> {
              StockWatchCall again = StockWatchCall.open(service.channel(), "LAMP");
              await().until(() -> !again.isOpen() || !again.levels().isEmpty());
              return again.isOpen();
            });
  }
}
