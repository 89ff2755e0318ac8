package dev.waybill.cli.demo;

import com.google.type.Money;
import dev.waybill.local.stack.Deliveries;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import java.util.List;
import java.util.UUID;

/** The story's item is booked into stock; a scan that is sent twice counts once. */
final class GoodsIn implements Chapter {
  /** The story's item. */
  static final String LAMP = "LAMP-01";

  private static final Money PRICE =
      Money.newBuilder().setCurrencyCode("EUR").setUnits(24).setNanos(900_000_000).build();

  @Override
  public String title() {
    return "Goods come in";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell("The storekeeper lists a lamp at 24.90 EUR and scans two boxes, one of them twice.");
    PutItemRequest lamp =
        PutItemRequest.newBuilder().setSku(LAMP).setName("Desk lamp").setUnitPrice(PRICE).build();
    shop.put(lamp);
    ReceiveStockRequest first = Deliveries.reading(UUID.randomUUID(), LAMP, 12);
    ReceiveStockRequest second = Deliveries.reading(UUID.randomUUID(), LAMP, 8);
    ReceiveStockResponse summary = shop.receive(List.of(first, second, second));
    stage.expect("readings accepted", 2L, summary.getAccepted());
    stage.expect("readings sent twice", 1L, summary.getDuplicates());
    stage.expect("lamps available", 20L, shop.stock(LAMP).getAvailable());
    stage.outcome("2 readings accepted, 1 duplicate; 20 lamps available");
    stage.show(InventoryServiceGrpc.getPutItemMethod(), lamp);
    stage.show(InventoryServiceGrpc.getReceiveStockMethod(), first, second, second);
  }
}
