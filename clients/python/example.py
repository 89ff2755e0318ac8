"""Places an order and watches it to its end: example.py localhost:50051"""

import sys
import uuid

import grpc
import waybill_client
from waybill.order.v1 import order_pb2, order_service_pb2, order_service_pb2_grpc

with waybill_client.open_channel(sys.argv[1]) as channel:
    orders = order_service_pb2_grpc.OrderServiceStub(channel)

    request = order_service_pb2.PlaceOrderRequest(
        request_id=str(uuid.uuid4()),  # the same on every repeat
        customer_id="customer-python",
        lines=[order_service_pb2.PlaceOrderLine(sku="SKU-001", quantity=1)],
        payment_token="tok_ok",
    )
    placed = waybill_client.place(request, [orders], patience=60)
    print("placed", placed.order_id, order_pb2.OrderState.Name(placed.state))

    watch = order_service_pb2.WatchOrderRequest(order_id=placed.order_id)
    for message in orders.WatchOrder(watch, timeout=60):
        if message.HasField("event"):
            print("event", message.event.version, order_pb2.OrderState.Name(message.event.state))

    request.request_id = "not a UUID"
    try:
        waybill_client.place(request, [orders], patience=60)
    except grpc.RpcError as error:
        code = waybill_client.status_code(error).name
        print("refused", code, waybill_client.reason(error), waybill_client.fields(error))
