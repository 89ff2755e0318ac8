// Calls Waybill's services the way they expect: repeats what was not answered, and resumes streams.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { type Client, Code, ConnectError, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { Code as RpcCode } from "./gen/google/rpc/code_pb.js";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import type { Order } from "./gen/waybill/order/v1/order_pb.js";
import type {
  OrderService,
  PlaceOrderRequestSchema,
  WatchOrdersResponse,
} from "./gen/waybill/order/v1/order_service_pb.js";

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 2_000;
const ATTEMPT_TIMEOUT_MS = 5_000;

// With these codes the same request gets the same answer again. After any other error the request may
// have succeeded, and can be repeated with the same ids.
const FINAL = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.AlreadyExists,
  Code.FailedPrecondition,
  Code.OutOfRange,
  Code.Unimplemented,
  Code.Unauthenticated,
  Code.PermissionDenied,
]);

/** Connects to a service. With a file, over TLS: the server's certificate must come from the authority in it. */
export function connect(target: string, caFile?: string): Transport {
  const interceptors = [namesDeadlines];
  return caFile === undefined
    ? createGrpcTransport({ baseUrl: `http://${target}`, interceptors })
    : createGrpcTransport({ baseUrl: `https://${target}`, interceptors, nodeOptions: { ca: readFileSync(caFile) } });
}

/**
 * A server resets a call whose deadline has passed. If the reset is read before the client's own timer
 * runs, Connect reports CANCELLED, where other gRPC libraries look at the clock.
 */
const namesDeadlines: Interceptor = (next) => async (request) => {
  const timeoutMs = Number.parseInt(request.header.get("grpc-timeout") ?? "", 10); // ends with its unit, m
  const end = Date.now() + timeoutMs;
  const named = (error: unknown) =>
    error instanceof ConnectError && error.code === Code.Canceled && Date.now() >= end
      ? new ConnectError(error.rawMessage, Code.DeadlineExceeded, error.metadata, undefined, error)
      : error;
  async function* messages<M>(received: AsyncIterable<M>) {
    try {
      yield* received;
    } catch (error) {
      throw named(error);
    }
  }
  try {
    const response = await next(request);
    return response.stream ? { ...response, message: messages(response.message) } : response;
  } catch (error) {
    throw named(error);
  }
};

/**
 * Sends the request until it is answered or patience ends. Several clients are asked in turn, for any
 * instance can answer. The request id keeps the order from being placed twice.
 */
export async function place(
  request: MessageInitShape<typeof PlaceOrderRequestSchema>,
  clients: Client<typeof OrderService>[],
  patienceMs: number,
): Promise<Order> {
  const end = Date.now() + patienceMs;
  let backoff = FIRST_BACKOFF_MS;
  for (let attempt = 0; ; attempt++) {
    const left = end - Date.now();
    try {
      const client = clients[attempt % clients.length];
      if (client === undefined) throw new RangeError("expected at least one client");
      const { order } = await client.placeOrder(request, { timeoutMs: Math.min(left, ATTEMPT_TIMEOUT_MS) });
      if (order === undefined) throw new ConnectError("the answer has no order", Code.Internal);
      return order;
    } catch (error) {
      if (isFinal(error) || left <= ATTEMPT_TIMEOUT_MS) throw error;
    }
    backoff = await pause(backoff);
  }
}

/**
 * The events and heartbeats of a customer's orders, of all orders without a customer. Resumes the stream
 * whenever it breaks, so that no event is missed or comes twice. Throws errors that would come again, and
 * any error once patience has ended.
 */
export async function* watch(
  orders: Client<typeof OrderService>,
  customerId: string,
  patienceMs: number,
): AsyncGenerator<WatchOrdersResponse, never> {
  const end = Date.now() + patienceMs;
  let resumeToken = "";
  let backoff = FIRST_BACKOFF_MS;
  for (;;) {
    try {
      for await (const message of orders.watchOrders({ customerId, resumeToken }, { timeoutMs: end - Date.now() })) {
        resumeToken = message.resumeToken;
        backoff = FIRST_BACKOFF_MS;
        yield message;
      }
    } catch (error) {
      if (isFinal(error) || Date.now() >= end) throw error;
    }
    backoff = await pause(backoff);
  }
}

/** Whether the same request would get the same answer again. */
export function isFinal(error: unknown): boolean {
  return !(error instanceof ConnectError) || FINAL.has(error.code);
}

/** The status code as the documentation writes it, such as ALREADY_EXISTS. */
export function codeName(error: unknown): string {
  return RpcCode[ConnectError.from(error).code] ?? "UNKNOWN";
}

/** The stable reason of an error of Waybill's, if it has one. */
export function reason(error: unknown): string | undefined {
  return ConnectError.from(error).findDetails(ErrorInfoSchema)[0]?.reason;
}

/** The fields of the request that break a rule. */
export function fields(error: unknown): string[] {
  return ConnectError.from(error)
    .findDetails(BadRequestSchema)
    .flatMap(({ fieldViolations }) => fieldViolations.map(({ field }) => field));
}

/** Waits for a random delay between half the backoff and all of it. Returns the next backoff. */
async function pause(backoffMs: number): Promise<number> {
  await sleep(backoffMs / 2 + (Math.random() * backoffMs) / 2);
  return Math.min(2 * backoffMs, LONGEST_BACKOFF_MS);
}
