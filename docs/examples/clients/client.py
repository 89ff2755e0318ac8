"""Places an order and watches it to its end: client.py localhost:50051"""

import sys
import uuid

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from waybill.order.v1 import order_pb2, order_service_pb2, order_service_pb2_grpc

with grpc.insecure_channel(sys.argv[1]) as channel:
    orders = order_service_pb2_grpc.OrderServiceStub(channel)

    request = order_service_pb2.PlaceOrderRequest(
        request_id=str(uuid.uuid4()),  # the same on every repeat
        customer_id="customer-python",
        lines=[order_service_pb2.PlaceOrderLine(sku="SKU-001", quantity=1)],
        payment_token="tok_ok",
    )
    placed = orders.PlaceOrder(request, timeout=10).order
    print("placed", placed.order_id, order_pb2.OrderState.Name(placed.state))

    watch = order_service_pb2.WatchOrderRequest(order_id=placed.order_id)
    for message in orders.WatchOrder(watch, timeout=60):
        if message.HasField("event"):
            print("event", message.event.version, order_pb2.OrderState.Name(message.event.state))

    request.request_id = "not a UUID"
    try:
        orders.PlaceOrder(request, timeout=10)
    except grpc.RpcError as error:
        info = error_details_pb2.ErrorInfo()
        for detail in rpc_status.from_call(error).details:
            if detail.Unpack(info):
                print("refused", error.code().name, info.reason)
