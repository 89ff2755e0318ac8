package dev.waybill.order.audit;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.outOfStock;

import com.google.protobuf.Duration;
import dev.waybill.common.audit.AuditGrpcService;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.SampleWiring;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.store.StoredOrders;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc.OrderAuditServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;

/** Orders in every state, and the audit over them as a gRPC service. */
public final class AuditedOrders implements AutoCloseable {

  private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  private final InProcessService service =
      InProcessService.start(
          SampleWiring.of(
              new OrderAuditGrpcService(new PostgresOrderAudit(orders.database(), TIMES)),
              new AuditGrpcService(new PostgresOrderAudit(orders.database(), TIMES))));

  public StoredOrders stored() {
    return orders;
  }

  public void placeOneInEveryState() {
    orders.applied(anyPlace());
    orders.confirmed(anyRequest());
    orders.fulfilling(anyRequest());
    ClaimedOrder completed = orders.fulfilling(anyRequest());
    OrderCommand.Place rejected = anyPlace();
    OrderCommand.Place rejecting = anyPlace();
    OrderCommand.Place cancelling = anyPlace();
    OrderCommand.Cancel cancelled = cancel(orders.confirmed(anyRequest()).orderId());
    List<OrderCommand<?>> commands =
        List.of(
            new OrderStep.Complete(completed.id(), completed.claim()),
            rejected,
            new OrderStep.Reject(rejected.orderId(), rejected.claim(), outOfStock()),
            rejecting,
            new OrderStep.StartRejecting(rejecting.orderId(), rejecting.claim(), outOfStock()),
            cancelling,
            cancel(cancelling.orderId()),
            cancelled,
            new OrderStep.FinishCompensation(cancelled.orderId(), cancelled.claim()));
    commands.forEach(orders::applied);
  }

  /** Makes an order look as if it had last changed that long ago. */
  public void age(OrderId id, String interval) {
    orders.execute(
        """
        UPDATE orders
        SET create_time = now() - interval '%s', update_time = now() - interval '%s'
        WHERE order_id = '%s'
        """
            .formatted(interval, interval, id));
  }

  public List<String> violations() {
    List<String> found = new ArrayList<>();
    AuditServiceGrpc.newBlockingStub(service.channel())
        .checkInvariants(CheckInvariantsRequest.getDefaultInstance())
        .forEachRemaining(
            response ->
                found.add(
                    line(
                        response.getViolation().getInvariant(),
                        response.getViolation().getResource(),
                        response.getViolation().getDescription())));
    return found;
  }

  /** The violations if orders may stay open for that long. */
  public List<String> violations(long boundSeconds) {
    List<String> found = new ArrayList<>();
    new PostgresOrderAudit(orders.database(), TIMES, java.time.Duration.ofSeconds(boundSeconds))
        .violations(
            violation ->
                found.add(
                    line(violation.invariant(), violation.resource(), violation.description())));
    return found;
  }

  private static String line(String invariant, String resource, String description) {
    return invariant + " " + resource + " " + description;
  }

  public List<ListDigestsResponse> digests(long settledSeconds) {
    List<ListDigestsResponse> digests = new ArrayList<>();
    stub()
        .listDigests(
            ListDigestsRequest.newBuilder()
                .setSettledFor(Duration.newBuilder().setSeconds(settledSeconds))
                .build())
        .forEachRemaining(digests::add);
    return digests;
  }

  private OrderAuditServiceBlockingStub stub() {
    return OrderAuditServiceGrpc.newBlockingStub(service.channel());
  }

  @Override
  public void close() {
    service.close();
    orders.close();
  }
}
