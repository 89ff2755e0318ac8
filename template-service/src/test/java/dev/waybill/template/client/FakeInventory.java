package dev.waybill.template.client;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.Item;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An inventory on a real socket that tests control. At first it knows every item. */
public final class FakeInventory implements AutoCloseable {
  private final AtomicInteger calls = new AtomicInteger();
  private final Server server;
  private volatile Function<String, Item> answer = FakeInventory::item;

  public FakeInventory() {
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(StandardInterceptors.server(new Service()))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "127.0.0.1:" + server.getPort();
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
    server.shutdownNow();
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
