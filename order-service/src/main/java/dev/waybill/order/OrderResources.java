package dev.waybill.order;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.Database;
import dev.waybill.order.client.GrpcPayments;
import dev.waybill.order.store.PostgresOrderStore;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Map;

/** The connections that order-service holds. */
public record OrderResources(
    Database database,
    PostgresOrderStore store,
    GrpcPayments payments,
    ManagedChannel inventory,
    ManagedChannel payment)
    implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(1);

  Map<String, ManagedChannel> dependencies() {
    return Map.of("inventory", inventory, "payment", payment);
  }

  /** Applies the commands queued in the store, then closes everything. */
  @Override
  public void close() {
    store.close();
    payments.close();
    Channels.close(payment, GRACE);
    Channels.close(inventory, GRACE);
    database.close();
  }
}
