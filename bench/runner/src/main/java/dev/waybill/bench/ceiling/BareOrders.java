package dev.waybill.bench.ceiling;

import com.google.type.Money;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceStub;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.ReserveStockResponse;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.ListOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderLine;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.AuthorizePaymentResponse;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceStub;
import io.grpc.stub.StreamObserver;

/** Confirms every order once inventory and payment have answered, and stores nothing. */
final class BareOrders extends OrderServiceGrpc.OrderServiceImplBase {
  private final InventoryServiceStub inventory;
  private final PaymentServiceStub payments;

  BareOrders(InventoryServiceStub inventory, PaymentServiceStub payments) {
    this.inventory = inventory;
    this.payments = payments;
  }

  @Override
  public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
    ReserveStockRequest.Builder reserve =
        ReserveStockRequest.newBuilder().setOrderId(request.getRequestId());
    for (PlaceOrderLine line : request.getLinesList()) {
      reserve.addLines(
          ReserveLine.newBuilder().setSku(line.getSku()).setQuantity(line.getQuantity()));
    }
    inventory.reserveStock(
        reserve.build(),
        new Hop<ReserveStockResponse>(
            caller, held -> authorize(request, held.getReservation().getTotal(), caller)));
  }

  /** `waybill load` calls this to check that the service is reachable. */
  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> caller) {
    caller.onNext(ListOrdersResponse.getDefaultInstance());
    caller.onCompleted();
  }

  private void authorize(
      PlaceOrderRequest request, Money total, StreamObserver<PlaceOrderResponse> caller) {
    AuthorizePaymentRequest authorize =
        AuthorizePaymentRequest.newBuilder()
            .setOrderId(request.getRequestId())
            .setAmount(total)
            .setPaymentToken(request.getPaymentToken())
            .build();
    payments.authorizePayment(
        authorize,
        new Hop<AuthorizePaymentResponse>(
            caller,
            _ -> {
              caller.onNext(confirmed(request, total));
              caller.onCompleted();
            }));
  }

  /** Has as many fields as a real answer. */
  static PlaceOrderResponse confirmed(PlaceOrderRequest request, Money total) {
    PlaceOrderLine line = request.getLines(0);
    return PlaceOrderResponse.newBuilder()
        .setOrder(
            Order.newBuilder()
                .setOrderId(request.getRequestId())
                .setCustomerId(request.getCustomerId())
                .addLines(
                    OrderLine.newBuilder()
                        .setSku(line.getSku())
                        .setQuantity(line.getQuantity())
                        .setUnitPrice(total)
                        .setTotal(total))
                .setTotal(total)
                .setState(OrderState.ORDER_STATE_CONFIRMED)
                .setVersion(2))
        .build();
  }
}
