"""Calls Waybill's services the way they expect: repeats what was not answered, and resumes streams."""

import random
import time
from collections.abc import Iterator, Sequence

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from waybill.order.v1 import order_pb2, order_service_pb2, order_service_pb2_grpc

_FIRST_BACKOFF = 0.05
_LONGEST_BACKOFF = 2.0
_ATTEMPT_TIMEOUT = 5.0

# With these codes the same request gets the same answer again. After any other error the request may
# have succeeded, and can be repeated with the same ids.
_FINAL = {
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.OUT_OF_RANGE,
    grpc.StatusCode.UNIMPLEMENTED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.PERMISSION_DENIED,
}


def open_channel(target: str, ca_file: str | None = None) -> grpc.Channel:
    """Opens a channel to a service. With a file, the server's certificate must come from the authority
    in it; without, there is no TLS."""
    if ca_file is None:
        return grpc.insecure_channel(target)
    with open(ca_file, "rb") as file:
        return grpc.secure_channel(target, grpc.ssl_channel_credentials(file.read()))


def place(
    request: order_service_pb2.PlaceOrderRequest,
    stubs: Sequence[order_service_pb2_grpc.OrderServiceStub],
    patience: float,
) -> order_pb2.Order:
    """Sends the request until it is answered or patience, in seconds, ends. The stubs are asked in
    turn, for any instance can answer. The request id keeps the order from being placed twice."""
    end = time.monotonic() + patience
    backoff = _FIRST_BACKOFF
    attempt = 0
    while True:
        left = end - time.monotonic()
        try:
            return stubs[attempt % len(stubs)].PlaceOrder(request, timeout=min(left, _ATTEMPT_TIMEOUT)).order
        except grpc.RpcError as error:
            if is_final(error) or left <= _ATTEMPT_TIMEOUT:
                raise
        attempt += 1
        backoff = _pause(backoff)


def watch(
    orders: order_service_pb2_grpc.OrderServiceStub, customer_id: str, patience: float
) -> Iterator[order_service_pb2.WatchOrdersResponse]:
    """Yields the events and heartbeats of a customer's orders, of all orders without a customer.
    Resumes the stream whenever it breaks, so that no event is missed or comes twice. Raises errors
    that would come again, and any error once patience, in seconds, has ended."""
    end = time.monotonic() + patience
    request = order_service_pb2.WatchOrdersRequest(customer_id=customer_id)
    backoff = _FIRST_BACKOFF
    while True:
        stream = orders.WatchOrders(request, timeout=end - time.monotonic())
        try:
            for message in stream:
                request.resume_token = message.resume_token
                backoff = _FIRST_BACKOFF
                yield message
        except grpc.RpcError as error:
            if is_final(error) or time.monotonic() >= end:
                raise
        finally:
            stream.cancel()  # also when the caller leaves its loop
        backoff = _pause(backoff)


def is_final(error: grpc.RpcError) -> bool:
    """Tells whether the same request would get the same answer again."""
    return status_code(error) in _FINAL


def status_code(error: grpc.RpcError) -> grpc.StatusCode:
    """The status code. Every error of a call has one, though RpcError does not say so."""
    assert isinstance(error, grpc.Call)
    return error.code()


def reason(error: grpc.RpcError) -> str:
    """The stable reason of an error of Waybill's, or "" if it has none."""
    info = error_details_pb2.ErrorInfo()
    _unpack(error, info)
    return info.reason


def fields(error: grpc.RpcError) -> list[str]:
    """The fields of the request that break a rule."""
    invalid = error_details_pb2.BadRequest()
    _unpack(error, invalid)
    return [violation.field for violation in invalid.field_violations]


def _unpack(error: grpc.RpcError, detail: error_details_pb2.ErrorInfo | error_details_pb2.BadRequest) -> None:
    """Reads the error's detail of this type, if there is one."""
    assert isinstance(error, grpc.Call)
    status = rpc_status.from_call(error)
    for each in status.details if status else ():
        each.Unpack(detail)


def _pause(backoff: float) -> float:
    """Waits for a random delay between half the backoff and all of it. Returns the next backoff."""
    time.sleep(random.uniform(backoff / 2, backoff))
    return min(2 * backoff, _LONGEST_BACKOFF)
