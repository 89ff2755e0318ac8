package dev.waybill.inventory;

import static dev.waybill.inventory.InventoryFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.StreamCaller;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A scanner that sends readings faster than they are booked in. */
class BoundedReceiptTest {
  private static final int WINDOW = 64;
  private static final int SENT = 10 * WINDOW;

  private final AtomicInteger taken = new AtomicInteger();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @AutoClose private final InventoryFixture service = start();

  @Test
  void acceptsAtMostOneWindowOfReadings() throws Exception {
    var caller =
        StreamCaller.open(service.channel(), InventoryServiceGrpc.getReceiveStockMethod())
            .request(2);
    for (int i = 0; i < SENT; i++) {
      caller.send(reading("NONE", 1).build());
    }
    caller.finish();

    await().until(() -> taken.get() == WINDOW);
    await().during(300, TimeUnit.MILLISECONDS).until(() -> taken.get() == WINDOW);

    gate.complete(null);
    assertThat(caller.next().getRejected()).isEqualTo(SENT);
  }

  private InventoryFixture start() {
    InventoryServiceConfig config = InventoryFixture.config(InventoryFixture.freshDatabase());
    InventoryPorts ports = InventoryPorts.open(config);
    return InventoryFixture.start(
        config,
        new InventoryPorts(
            behindTheGate(ports.store()), ports.levels(), ports.audit(), ports.connections()));
  }

  private InventoryStore behindTheGate(InventoryStore store) {
    return (InventoryStore)
        Proxy.newProxyInstance(
            InventoryStore.class.getClassLoader(),
            new Class<?>[] {InventoryStore.class},
            (_, method, arguments) -> {
              try {
                Object result = method.invoke(store, arguments);
                if (!method.getName().equals("apply")) {
                  return result;
                }
                taken.incrementAndGet();
                return gate.thenCompose(_ -> (CompletableFuture<?>) result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
