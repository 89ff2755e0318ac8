"""Runs the steps of clients/scenario.json and prints a line of JSON with the verdict of each. At a step
that wants the server killed it prints {"ask": "restart"} and waits for a line on standard input."""

import argparse
import base64
import json
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import waybill_client
from google.protobuf import json_format
from google.rpc import code_pb2
from waybill.inventory.v1 import inventory_service_pb2, inventory_service_pb2_grpc
from waybill.order.v1 import order_pb2, order_service_pb2, order_service_pb2_grpc

Step = dict[str, Any]
Verdict = dict[str, Any]

_FINAL_VERSION = 3


def failure(error: grpc.RpcError) -> Verdict:
    """The verdict on a call that failed."""
    verdict: Verdict = {"code": waybill_client.status_code(error).name}
    if reason := waybill_client.reason(error):
        verdict["reason"] = reason
    return verdict


class Scenario:
    """The steps, each a method of its name, and what they remember for one another."""

    def __init__(self, order: grpc.Channel, inventory: grpc.Channel, tls: grpc.Channel | None) -> None:
        self.orders = order_service_pb2_grpc.OrderServiceStub(order)
        self.stock = inventory_service_pb2_grpc.InventoryServiceStub(inventory)
        self.secured = order_service_pb2_grpc.OrderServiceStub(tls) if tls else None
        self.customer = f"python-{uuid.uuid4()}"
        self.request_id = str(uuid.uuid4())
        self.placed = order_pb2.Order()
        self.steps: dict[str, Callable[[Step], Verdict]] = {
            "place": self.place,
            "repeat": self.repeat,
            "reuse": self.reuse,
            "invalid": self.invalid,
            "deadline": self.deadline,
            "cancel": self.cancel,
            "watch": self.watch,
            "import": self.import_orders,
            "readings": self.readings,
            "pushback": self.pushback,
            "tomorrow": self.tomorrow,
            "tls": self.tls,
        }

    def run(self, step: Step) -> Verdict:
        """Runs a step. A step that does not exist is an error."""
        if not step.get("configured", True):
            return {"code": "NOT_CONFIGURED"}
        return self.steps[step["step"]](step)

    def place(self, step: Step) -> Verdict:
        request = self.request(step["request"], self.request_id)
        try:
            self.placed = self.orders.PlaceOrder(request, timeout=seconds(step)).order
        except grpc.RpcError as error:
            return failure(error)
        total = self.placed.total
        return {
            "code": "OK",
            "state": order_pb2.OrderState.Name(self.placed.state),
            "total": f"{total.units + total.nanos / 1e9:g} {total.currency_code}",
        }

    def repeat(self, step: Step) -> Verdict:
        request = self.request(step["request"], self.request_id)
        try:
            repeated = self.orders.PlaceOrder(request, timeout=seconds(step)).order
        except grpc.RpcError as error:
            return failure(error)
        return {"code": "OK", "same_order": repeated.order_id == self.placed.order_id}

    def reuse(self, step: Step) -> Verdict:
        return self.refused(self.request(step["request"], self.request_id), step)[0]

    def invalid(self, step: Step) -> Verdict:
        verdict, error = self.refused(self.request(step["request"], ""), step)
        return {**verdict, "fields": waybill_client.fields(error)} if error else verdict

    def deadline(self, step: Step) -> Verdict:
        started = False
        try:
            for _ in self.orders.WatchOrders(order_service_pb2.WatchOrdersRequest(), timeout=seconds(step)):
                started = True
        except grpc.RpcError as error:
            return {**failure(error), "started": started}
        return {"code": "OK", "started": started}

    def cancel(self, step: Step) -> Verdict:
        watch = self.orders.WatchOrders(order_service_pb2.WatchOrdersRequest(), timeout=seconds(step))
        verdict: Verdict = {"code": "OK"}
        try:
            for _ in watch:
                watch.cancel()
        except grpc.RpcError as error:
            verdict = failure(error)
        request = order_service_pb2.GetOrderRequest(order_id=self.placed.order_id)
        self.orders.GetOrder(request, timeout=seconds(step))
        return {**verdict, "next_call": "OK"}

    def watch(self, step: Step) -> Verdict:
        first = second = ""
        versions: dict[str, list[int]] = defaultdict(list)
        for message in waybill_client.watch(self.orders, self.customer, seconds(step)):
            if message.HasField("event"):
                versions[message.event.order_id].append(message.event.version)
            if not first:  # the first message is a heartbeat: from now on nothing is missed
                first = self.place_new(step)
            elif not second and versions[first]:
                tell({"ask": "restart"})
                sys.stdin.readline()
                second = self.place_new(step)
            if second and min(len(versions[first]), len(versions[second])) >= _FINAL_VERSION:
                break
        return {"first": versions[first], "second": versions[second]}

    def import_orders(self, step: Step) -> Verdict:
        def requests() -> Iterator[order_service_pb2.ImportOrdersRequest]:
            for content in [step["request"]] * step["orders"] + [step["invalid"]]:
                yield order_service_pb2.ImportOrdersRequest(order=self.request(content, str(uuid.uuid4())))

        answered: set[int] = set()
        refused: list[Verdict] = []
        try:
            for response in self.orders.ImportOrders(requests(), timeout=seconds(step)):
                answered.add(response.index)
                if response.HasField("error"):
                    violations = response.error.bad_request.field_violations
                    refused.append(
                        {
                            "index": response.index,
                            "code": code_pb2.Code.Name(response.error.code),
                            "fields": [violation.field for violation in violations],
                        }
                    )
                time.sleep(step["pause_ms"] / 1000)
        except grpc.RpcError as error:
            return failure(error)
        return {"code": "OK", "answered": len(answered), "refused": refused}

    def readings(self, step: Step) -> Verdict:
        scans: dict[str, str] = defaultdict(lambda: str(uuid.uuid4()))
        readings = (
            inventory_service_pb2.ReceiveStockRequest(
                scan_id=scans[reading["scan"]], sku=reading["sku"], quantity=reading["quantity"]
            )
            for reading in step["readings"]
        )
        try:
            summary = self.stock.ReceiveStock(readings, timeout=seconds(step))
        except grpc.RpcError as error:
            return failure(error)
        return {
            "code": "OK",
            "accepted": summary.accepted,
            "duplicates": summary.duplicates,
            "rejected": summary.rejected,
            "reasons": [refused.error.error_info.reason for refused in summary.first_errors],
        }

    def pushback(self, step: Step) -> Verdict:
        def attempt(_: int) -> Verdict:
            request = self.request(step["request"], str(uuid.uuid4()))
            try:
                self.orders.PlaceOrder(request, timeout=seconds(step))
            except grpc.RpcError as error:
                assert isinstance(error, grpc.Call)
                trailers = dict(error.trailing_metadata() or ())
                return {**failure(error), "pushback_ms": trailers.get("grpc-retry-pushback-ms")}
            return {"code": "OK"}

        with ThreadPoolExecutor(max_workers=step["orders"]) as threads:
            verdicts = list(threads.map(attempt, range(step["orders"])))
        return next((verdict for verdict in verdicts if verdict["code"] == "RESOURCE_EXHAUSTED"), verdicts[0])

    def tomorrow(self, step: Step) -> Verdict:
        message = base64.b64decode(step["message"])
        order = order_pb2.Order.FromString(message)
        unchanged = order.SerializeToString() == message
        return {"state": order.state, "version": order.version, "unchanged": unchanged}

    def tls(self, step: Step) -> Verdict:
        if self.secured is None:
            return {"code": "NOT_CONFIGURED"}
        try:
            self.secured.ListOrders(order_service_pb2.ListOrdersRequest(page_size=1), timeout=seconds(step))
        except grpc.RpcError as error:
            return failure(error)
        return {"code": "OK"}

    def request(self, content: dict[str, Any], request_id: str) -> order_service_pb2.PlaceOrderRequest:
        """The scenario's request, for this run's customer. It keeps an id of its own."""
        request = order_service_pb2.PlaceOrderRequest(request_id=request_id, customer_id=self.customer)
        return json_format.ParseDict(content, request)

    def refused(
        self, request: order_service_pb2.PlaceOrderRequest, step: Step
    ) -> tuple[Verdict, grpc.RpcError | None]:
        try:
            self.orders.PlaceOrder(request, timeout=seconds(step))
        except grpc.RpcError as error:
            return failure(error), error
        return {"code": "OK"}, None

    def place_new(self, step: Step) -> str:
        request = self.request(step["request"], str(uuid.uuid4()))
        return waybill_client.place(request, [self.orders], seconds(step)).order_id


def seconds(step: Step) -> float:
    return float(step["timeout_ms"]) / 1000


def tell(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--scenario", default="scenario.json", help="the steps")
    arguments.add_argument("--order", default="localhost:50051", help="order-service")
    arguments.add_argument("--inventory", default="localhost:50052", help="inventory-service")
    arguments.add_argument("--tls", help="order-service behind TLS")
    arguments.add_argument("--ca", help="the authority of that server's certificate")
    options = arguments.parse_args()

    scenario = Scenario(
        waybill_client.open_channel(options.order),
        waybill_client.open_channel(options.inventory),
        waybill_client.open_channel(options.tls, options.ca) if options.tls else None,
    )
    with open(options.scenario, encoding="utf-8") as file:
        for step in json.load(file)["steps"]:
            tell({"step": step["step"], **scenario.run(step)})


main()
