"""Places orders at a steady pace until all are answered, and writes every answer to a journal that
`waybill audit --journal` checks."""

import argparse
import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import grpc
import waybill_client
from waybill.order.v1 import order_pb2, order_service_pb2, order_service_pb2_grpc

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--targets", default="localhost:50051", help="the instances of order-service, separated by commas")
arguments.add_argument("--orders", type=int, default=100, help="how many orders to place")
arguments.add_argument("--seconds", type=float, default=10, help="over which time")
arguments.add_argument("--patience", type=float, default=120, help="seconds after which an order must be answered")
arguments.add_argument("--journal", required=True, help="the file to append the answers to")
options = arguments.parse_args()

stubs = [
    order_service_pb2_grpc.OrderServiceStub(waybill_client.open_channel(target))
    for target in options.targets.split(",")
]
start = time.monotonic()


def place(number: int) -> str:
    """Places one order at its time. Returns the journal's line for the answer."""
    time.sleep(max(0, start + number * options.seconds / options.orders - time.monotonic()))
    request = order_service_pb2.PlaceOrderRequest(
        request_id=str(uuid.uuid4()),
        customer_id="load-python",
        lines=[order_service_pb2.PlaceOrderLine(sku=f"SKU-{number % 100:03}", quantity=1)],
        payment_token="tok_ok",
    )
    first = number % len(stubs)
    order = waybill_client.place(request, stubs[first:] + stubs[:first], options.patience)
    entry = {
        "order_id": order.order_id,
        "customer_id": order.customer_id,
        "request_id": request.request_id,
        "state": order_pb2.OrderState.Name(order.state),
    }
    return json.dumps(entry) + "\n"


failed = 0
with ThreadPoolExecutor(max_workers=64) as threads, open(options.journal, "a", encoding="utf-8") as journal:
    for answer in [threads.submit(place, number) for number in range(options.orders)]:
        try:
            journal.write(answer.result())
        except grpc.RpcError as error:
            failed += 1
            print(error, file=sys.stderr)
print("load:", options.orders, "orders,", failed, "failed")
sys.exit(1 if failed else 0)
