"""Prints the code with which grpcio ends calls that a server's limits refuse: limits.py TARGET"""

import sys
import threading
import time

import grpc
from waybill.order.v1 import order_service_pb2, order_service_pb2_grpc


def get(orders, order_id, header):
    try:
        orders.GetOrder(
            order_service_pb2.GetOrderRequest(order_id=order_id),
            timeout=20,
            metadata=[("x-padding", "h" * header)],
        )
    except grpc.RpcError as error:
        print(error.code().name)


def end_connection(orders):
    watch = orders.WatchOrders(order_service_pb2.WatchOrdersRequest(), timeout=60)
    next(watch)
    ended = threading.Event()

    def read():
        try:
            for _ in watch:
                pass
        except grpc.RpcError:
            ended.set()

    threading.Thread(target=read, daemon=True).start()
    give_up = time.monotonic() + 30
    while not ended.wait(0.001):
        if time.monotonic() > give_up:
            sys.exit("the connection was not ended")
        orders.WatchOrders(order_service_pb2.WatchOrdersRequest(), timeout=20).cancel()
    print(watch.code().name)


with grpc.insecure_channel(sys.argv[1]) as channel:
    stub = order_service_pb2_grpc.OrderServiceStub(channel)
    get(stub, "o" * 70_000, 1)
    get(stub, "o", 20_000)
    get(stub, "o", 40_000)
    end_connection(stub)
