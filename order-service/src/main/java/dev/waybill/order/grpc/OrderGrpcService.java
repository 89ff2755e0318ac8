package dev.waybill.order.grpc;

import dev.waybill.common.auth.CallerContext;
import dev.waybill.common.caller.Caller;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.workflow.CancelOrder;
import dev.waybill.order.workflow.PlaceOrder;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.CancelOrderResponse;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.GetOrderResponse;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceImplBase;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.stub.StreamObserver;

/** The gRPC service for orders. Unary methods block their thread, which is virtual. */
public final class OrderGrpcService extends OrderServiceImplBase {

  /** Enough to fill a group, while leaving room for other callers. */
  private static final int IMPORTED_AT_ONCE = 128;

  private final PlaceOrder placeOrder;
  private final CancelOrder cancelOrder;
  private final OrderStore store;
  private final OrderPages pages;
  private final WatchSources<OrderEvents, RecordedEvent> watchSources;
  private final OrdersWatchMessages watchMessages = new OrdersWatchMessages();

  public OrderGrpcService(
      PlaceOrder placeOrder,
      CancelOrder cancelOrder,
      OrderStore store,
      WatchSources<OrderEvents, RecordedEvent> watchSources) {
    this.placeOrder = placeOrder;
    this.cancelOrder = cancelOrder;
    this.store = store;
    this.pages = new OrderPages(store);
    this.watchSources = watchSources;
  }

  @Override
  public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> observer) {
    Replies.unary(
        () -> {
          OrderRequest order = OrderMessages.toRequest(request);
          Order placed =
              OrderStatuses.orderOf(placeOrder.place(order, CorrelationId.current(), budget()));
          return PlaceOrderResponse.newBuilder().setOrder(OrderMessages.toMessage(placed)).build();
        },
        observer);
  }

  @Override
  public StreamObserver<ImportOrdersRequest> importOrders(
      StreamObserver<ImportOrdersResponse> observer) {
    return MessageWindow.open(
        observer, IMPORTED_AT_ONCE, new OrderImport(placeOrder, CallerContext.current()));
  }

  @Override
  public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> observer) {
    Replies.unary(
        () -> {
          OrderId id = OrderMessages.toOrderId(request.getOrderId());
          Caller caller = CallerContext.current();
          Order order =
              store
                  .find(id, budget())
                  .filter(found -> caller.actsFor(found.request().customerId()))
                  .orElseThrow(() -> OrderStatuses.notFound(id));
          return GetOrderResponse.newBuilder().setOrder(OrderMessages.toMessage(order)).build();
        },
        observer);
  }

  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
    Replies.unary(() -> pages.page(request, budget()), observer);
  }

  @Override
  public void cancelOrder(
      CancelOrderRequest request, StreamObserver<CancelOrderResponse> observer) {
    Replies.unary(
        () -> {
          OrderId id = OrderMessages.toOrderId(request.getOrderId());
          Order cancelled =
              OrderStatuses.orderOf(
                  cancelOrder.cancel(
                      id, CallerContext.current(), CorrelationId.current(), budget()));
          return CancelOrderResponse.newBuilder()
              .setOrder(OrderMessages.toMessage(cancelled))
              .build();
        },
        observer);
  }

  @Override
  public void watchOrder(WatchOrderRequest request, StreamObserver<WatchOrderResponse> observer) {
    new OrderWatch(watchSources, CallerContext.current(), request, observer)
        .start(request.getAfterVersion());
  }

  @Override
  public void watchOrders(
      WatchOrdersRequest request, StreamObserver<WatchOrdersResponse> observer) {
    new OrdersWatch(watchSources, watchMessages, request, observer).start(request.getResumeToken());
  }

  private static TimeBudget budget() {
    return CallBudget.ofCurrentCall();
  }
}
