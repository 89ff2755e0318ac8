package dev.waybill.bench.ceiling;

import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;

/**
 * One process of a chain that has the contracts of the services but does none of their work: bare
 * grpc-java, asynchronous, on the direct executor. `BareService order INVENTORY PAYMENT`, or
 * `inventory`, or `payment`.
 */
public final class BareService {
  private BareService() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .directExecutor()
            .addService(service(arguments))
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    System.out.println("serving on 127.0.0.1:" + server.getPort());
    server.awaitTermination();
  }

  private static BindableService service(String[] arguments) {
    return switch (arguments[0]) {
      case "order" ->
          new BareOrders(
              InventoryServiceGrpc.newStub(channel(arguments[1])),
              PaymentServiceGrpc.newStub(channel(arguments[2])));
      case "inventory" -> new BareInventory();
      case "payment" -> new BarePayments();
      default -> throw new IllegalArgumentException(arguments[0]);
    };
  }

  private static ManagedChannel channel(String target) {
    return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
        .directExecutor()
        .build();
  }
}
