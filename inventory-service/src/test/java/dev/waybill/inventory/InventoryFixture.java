package dev.waybill.inventory;

import com.google.type.Money;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc.InventoryAuditServiceBlockingStub;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceStub;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.StockLevel;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The inventory service, wired as in production, on its own database, and its callers. */
final class InventoryFixture implements AutoCloseable {
  private final InProcessService service;

  private InventoryFixture(InventoryWiring wiring) {
    this.service = InProcessService.start(wiring);
  }

  static InventoryFixture start() {
    return start(config(freshDatabase()));
  }

  static InventoryFixture start(Duration holdTime, Duration expiryInterval) {
    return start(config(freshDatabase()).withHoldTimes(holdTime, expiryInterval));
  }

  static InventoryFixture start(InventoryServiceConfig config) {
    return start(config, InventoryPorts.open(config));
  }

  static InventoryFixture start(InventoryServiceConfig config, InventoryPorts ports) {
    return new InventoryFixture(new InventoryWiring(config, ports));
  }

  static DatabaseSettings freshDatabase() {
    return TestPostgres.freshDatabase(InventoryPorts.MIGRATIONS);
  }

  static InventoryServiceConfig config(DatabaseSettings database) {
    return new InventoryServiceConfig(new ServerSettings(0), database);
  }

  Channel channel() {
    return service.channel();
  }

  /** Asks the open streams to end, as a server does before it stops. */
  void endStreams() {
    service.endStreams();
  }

  InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(service.channel())
        .withDeadlineAfter(Duration.ofSeconds(10));
  }

  /** The violations that the service finds in its own data. */
  Iterator<CheckInvariantsResponse> violations() {
    return AuditServiceGrpc.newBlockingStub(service.channel())
        .checkInvariants(CheckInvariantsRequest.getDefaultInstance());
  }

  InventoryAuditServiceBlockingStub audit() {
    return InventoryAuditServiceGrpc.newBlockingStub(service.channel());
  }

  void stock(String sku, long cents, int pieces) {
    var _ = inventory().putItem(put(sku, euro(cents)).build());
    ReceiveStockResponse received = receive(List.of(reading(sku, pieces).build()));
    if (received.getAccepted() != 1) {
      throw new AssertionError(received.toString());
    }
  }

  StockLevel level(String sku) {
    GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
    return inventory().getItem(request).getItem().getLevel();
  }

  /** Sends the readings as one stream. */
  ReceiveStockResponse receive(List<ReceiveStockRequest> readings) {
    InventoryServiceStub stub = InventoryServiceGrpc.newStub(service.channel());
    CompletableFuture<ReceiveStockResponse> answer = new CompletableFuture<>();
    StreamObserver<ReceiveStockRequest> stream = stub.receiveStock(into(answer));
    readings.forEach(stream::onNext);
    stream.onCompleted();
    return answer.join();
  }

  private static <M> StreamObserver<M> into(CompletableFuture<M> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(M message) {
        answer.complete(message);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        // The one message has arrived before.
      }
    };
  }

  static PutItemRequest.Builder put(String sku, @Nullable Money price) {
    PutItemRequest.Builder request = PutItemRequest.newBuilder().setSku(sku).setName("Some item");
    return price == null ? request : request.setUnitPrice(price);
  }

  static ReceiveStockRequest.Builder reading(String sku, int pieces) {
    return ReceiveStockRequest.newBuilder().setScanId(anyId()).setSku(sku).setQuantity(pieces);
  }

  static ReserveStockRequest.Builder reserve(String orderId, ReserveLine... lines) {
    return ReserveStockRequest.newBuilder().setOrderId(orderId).addAllLines(List.of(lines));
  }

  static ReserveLine line(String sku, int quantity) {
    return ReserveLine.newBuilder().setSku(sku).setQuantity(quantity).build();
  }

  static Money euro(long cents) {
    return Money.newBuilder()
        .setCurrencyCode("EUR")
        .setUnits(cents / 100)
        .setNanos(Math.toIntExact(cents % 100 * 10_000_000))
        .build();
  }

  static String anyId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    service.close();
  }
}
