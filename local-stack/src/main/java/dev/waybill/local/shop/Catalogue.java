package dev.waybill.local.shop;

import com.google.type.Money;
import dev.waybill.common.config.StartupException;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import io.grpc.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The goods in a new shop: SKU-000 to SKU-099, all in stock. */
public final class Catalogue {
  private static final int SIZE = 100;
  private static final int PIECES_EACH = 100_000;
  private static final int NANOS_PER_CENT = 10_000_000;
  private static final List<String> MATERIALS =
      List.of(
          "Oak", "Steel", "Glass", "Linen", "Cork", "Copper", "Bamboo", "Felt", "Slate", "Wool");
  private static final List<String> THINGS =
      List.of("shelf", "lamp", "tray", "bowl", "stool", "frame", "box", "clock", "vase", "basket");

  private Catalogue() {}

  /**
   * Fills an inventory that is empty or whose filling was interrupted, and leaves any other alone.
   * Returns whether it filled it.
   */
  public static boolean fill(Channel inventory) {
    InventoryServiceBlockingStub stub = InventoryServiceGrpc.newBlockingStub(inventory);
    // Wait for ready: a service that has just started may not be reported healthy yet.
    List<Item> items =
        stub.withWaitForReady()
            .listItems(ListItemsRequest.newBuilder().setPageSize(200).build())
            .getItemsList();
    if (!items.isEmpty() && items.stream().noneMatch(Catalogue::isMissingItsStock)) {
      return false;
    }
    putItems(stub);
    Deliveries.send(inventory, IntStream.range(0, SIZE).mapToObj(Catalogue::delivery).toList());
    return true;
  }

  private static boolean isMissingItsStock(Item item) {
    return item.getSku().matches("SKU-0[0-9][0-9]") && item.getLevel().getReceived() == 0;
  }

  /** Puts all items at once, because inventory writes concurrent requests in one transaction. */
  private static void putItems(InventoryServiceBlockingStub stub) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> puts =
          IntStream.range(0, SIZE)
              .mapToObj(number -> threads.submit(() -> stub.putItem(item(number))))
              .toList();
      for (Future<?> put : puts) {
        put.get();
      }
    } catch (ExecutionException e) {
      throw new StartupException("cannot fill the catalogue: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted while filling the catalogue", e);
    }
  }

  private static PutItemRequest item(int number) {
    int cents = 490 + number * 130;
    return PutItemRequest.newBuilder()
        .setSku(sku(number))
        .setName(MATERIALS.get(number / 10) + " " + THINGS.get(number % 10))
        .setUnitPrice(
            Money.newBuilder()
                .setCurrencyCode("EUR")
                .setUnits(cents / 100)
                .setNanos(cents % 100 * NANOS_PER_CENT))
        .build();
  }

  /** Derives the scan id from the SKU, so that a repeated delivery counts once. */
  private static ReceiveStockRequest delivery(int number) {
    String sku = sku(number);
    UUID scanId = UUID.nameUUIDFromBytes(("catalogue/" + sku).getBytes(StandardCharsets.UTF_8));
    return Deliveries.reading(scanId, sku, PIECES_EACH);
  }

  private static String sku(int number) {
    return String.format(Locale.ROOT, "SKU-%03d", number);
  }
}
