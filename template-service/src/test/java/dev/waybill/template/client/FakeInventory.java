package dev.waybill.template.client;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.Item;
import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An inventory on a real socket that tests control. At first it knows every item. */
public final class FakeInventory implements AutoCloseable {
  private final AtomicInteger calls = new AtomicInteger();
  private final GrpcServer server =
      GrpcServer.start(new ServerSettings(0), ServiceWiring.of(new Service()));
  private volatile Function<String, Item> answer = FakeInventory::item;

  public String address() {
    return server.address();
  }

  /** The number of calls that have arrived. */
  public int calls() {
    return calls.get();
  }

  public static Item item(String sku) {
    return Item.newBuilder().setSku(sku).setName("Item " + sku).build();
  }

  public void answers(Function<String, Item> newAnswer) {
    answer = newAnswer;
  }

  public void fails(Code code, String reason) {
    answer =
        _ -> {
          throw RpcErrors.error(code, reason, "scripted");
        };
  }

  /** Gives no answer while the caller waits. */
  public void isSilent() {
    answer =
        sku -> {
          CountDownLatch cancelled = new CountDownLatch(1);
          Context.current().addListener(_ -> cancelled.countDown(), Runnable::run);
          try {
            cancelled.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return item(sku);
        };
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Service extends InventoryServiceGrpc.InventoryServiceImplBase {
    @Override
    public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> observer) {
      calls.incrementAndGet();
      Replies.unary(
          () -> GetItemResponse.newBuilder().setItem(answer.apply(request.getSku())).build(),
          observer);
    }
  }
}
