package dev.waybill.order.grpc;

import dev.waybill.common.auth.Owners;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.contract.RequestValidator;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.workflow.PlaceOrder;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Places the orders of one stream, each as PlaceOrder would, and answers each one separately. */
final class OrderImport implements MessageWindow.Worker<ImportOrdersRequest, ImportOrdersResponse> {

  private final PlaceOrder placeOrder;
  private final Caller caller;
  private long taken;

  OrderImport(PlaceOrder placeOrder, Caller caller) {
    this.placeOrder = placeOrder;
    this.caller = caller;
  }

  /** An accepted order is brought to an end even if the caller is gone by then. */
  @Override
  public CompletableFuture<Optional<ImportOrdersResponse>> take(ImportOrdersRequest item) {
    long index = taken++;
    String correlationId = CorrelationId.ofItem(index);
    TimeBudget budget = CallBudget.ofItem(OrderServiceGrpc.getPlaceOrderMethod());
    return CompletableFuture.supplyAsync(
        () -> Optional.of(answer(item, index, budget)),
        work ->
            Thread.ofVirtual()
                .name("import-" + index)
                .start(() -> CorrelationId.run(correlationId, work)));
  }

  private ImportOrdersResponse answer(ImportOrdersRequest item, long index, TimeBudget budget) {
    ImportOrdersResponse.Builder answer =
        ImportOrdersResponse.newBuilder()
            .setIndex(index)
            .setRequestId(RpcErrors.echo(item.getOrder().getRequestId()));
    try {
      return answer.setOrder(place(item, budget)).build();
    } catch (RuntimeException | Error e) {
      return answer.setError(RpcErrors.toItemError(e)).build();
    }
  }

  private Order place(ImportOrdersRequest item, TimeBudget budget) {
    Owners.check(caller, item);
    RequestValidator.check(item);
    OrderRequest request = OrderMessages.toRequest(item.getOrder(), "order.");
    return OrderMessages.toMessage(
        OrderStatuses.orderOf(placeOrder.placeInTurn(request, CorrelationId.current(), budget)));
  }
}
