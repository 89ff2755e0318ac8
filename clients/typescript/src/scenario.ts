// Runs the steps of clients/scenario.json and prints a line of JSON with the verdict of each. At a step
// that wants the server killed it prints {"ask": "restart"} and waits for a line on standard input.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { create, fromBinary, fromJson, type JsonValue, toBinary } from "@bufbuild/protobuf";
import { ConnectError, createClient } from "@connectrpc/connect";
import { codeName, connect, fields, place, reason, watch } from "./client.js";
import { Code } from "./gen/google/rpc/code_pb.js";
import { InventoryService } from "./gen/waybill/inventory/v1/inventory_service_pb.js";
import { type Order, OrderSchema, OrderState } from "./gen/waybill/order/v1/order_pb.js";
import {
  OrderService,
  type PlaceOrderRequest,
  PlaceOrderRequestSchema,
} from "./gen/waybill/order/v1/order_service_pb.js";

type Verdict = Record<string, unknown>;

/** A step of the scenario. Each kind of step uses some of the fields. */
interface Step {
  step: string;
  request: JsonValue;
  invalid: JsonValue;
  readings: { scan: string; sku: string; quantity: number }[];
  orders: number;
  pause_ms: number;
  timeout_ms: number;
  message: string;
  configured?: boolean;
}

const FINAL_VERSION = 3;

const { values: options } = parseArgs({
  options: {
    scenario: { type: "string", default: "scenario.json" },
    order: { type: "string", default: "localhost:50051" },
    inventory: { type: "string", default: "localhost:50052" },
    tls: { type: "string" }, // order-service behind TLS
    ca: { type: "string" }, // the authority of that server's certificate
  },
});
const orders = createClient(OrderService, connect(options.order));
const inventory = createClient(InventoryService, connect(options.inventory));
const customerId = `typescript-${randomUUID()}`;
const requestId = randomUUID();
let placed: Order;

const steps: Record<string, (step: Step) => Promise<Verdict>> = {
  async place(step) {
    const { order } = await orders.placeOrder(request(step.request, requestId), { timeoutMs: step.timeout_ms });
    if (order?.total === undefined) throw new Error("the order has no total");
    placed = order;
    const { units, nanos, currencyCode } = order.total;
    return {
      code: "OK",
      state: `ORDER_STATE_${OrderState[order.state]}`,
      total: `${Number(units) + nanos / 1e9} ${currencyCode}`,
    };
  },

  async repeat(step) {
    const { order } = await orders.placeOrder(request(step.request, requestId), { timeoutMs: step.timeout_ms });
    return { code: "OK", same_order: order?.orderId === placed.orderId };
  },

  async reuse(step) {
    await orders.placeOrder(request(step.request, requestId), { timeoutMs: step.timeout_ms });
    return { code: "OK" };
  },

  async invalid(step) {
    try {
      await orders.placeOrder(request(step.request, ""), { timeoutMs: step.timeout_ms });
      return { code: "OK" };
    } catch (error) {
      return { ...failure(error), fields: fields(error) };
    }
  },

  async deadline(step) {
    let started = false;
    try {
      for await (const _ of orders.watchOrders({}, { timeoutMs: step.timeout_ms })) started = true;
      return { code: "OK", started };
    } catch (error) {
      return { ...failure(error), started };
    }
  },

  async cancel(step) {
    const controller = new AbortController();
    let verdict: Verdict = { code: "OK" };
    try {
      for await (const _ of orders.watchOrders({}, { timeoutMs: step.timeout_ms, signal: controller.signal })) {
        controller.abort();
      }
    } catch (error) {
      verdict = failure(error);
    }
    await orders.getOrder({ orderId: placed.orderId }, { timeoutMs: step.timeout_ms });
    return { ...verdict, next_call: "OK" };
  },

  async watch(step) {
    let first: string | undefined;
    let second: string | undefined;
    const versions = new Map<string, number[]>();
    const seen = (id: string | undefined) => versions.get(id ?? "") ?? [];
    for await (const { content } of watch(orders, customerId, step.timeout_ms)) {
      if (content.case === "event") {
        const { orderId, version } = content.value;
        versions.set(orderId, [...seen(orderId), Number(version)]);
      }
      if (first === undefined) {
        first = await placeNew(step); // the first message is a heartbeat: from now on nothing is missed
      } else if (second === undefined && seen(first).length > 0) {
        tell({ ask: "restart" });
        const input = createInterface(process.stdin);
        await input.question("");
        input.close();
        second = await placeNew(step);
      }
      if (second !== undefined && Math.min(seen(first).length, seen(second).length) >= FINAL_VERSION) break;
    }
    return { first: seen(first), second: seen(second) };
  },

  async import(step) {
    async function* requests() {
      for (let number = 0; number < step.orders; number++) yield { order: request(step.request, randomUUID()) };
      yield { order: request(step.invalid, randomUUID()) };
    }
    const answered = new Set<bigint>();
    const refused: Verdict[] = [];
    for await (const { index, result } of orders.importOrders(requests(), { timeoutMs: step.timeout_ms })) {
      answered.add(index);
      if (result.case === "error") {
        const { code, detail } = result.value;
        const violations = detail.case === "badRequest" ? detail.value.fieldViolations : [];
        refused.push({ index: Number(index), code: Code[code], fields: violations.map(({ field }) => field) });
      }
      await sleep(step.pause_ms);
    }
    return { code: "OK", answered: answered.size, refused };
  },

  async readings(step) {
    const scans = new Map(step.readings.map(({ scan }) => [scan, randomUUID()]));
    async function* readings() {
      for (const { scan, sku, quantity } of step.readings) yield { scanId: scans.get(scan) ?? "", sku, quantity };
    }
    const summary = await inventory.receiveStock(readings(), { timeoutMs: step.timeout_ms });
    return {
      code: "OK",
      accepted: Number(summary.accepted),
      duplicates: Number(summary.duplicates),
      rejected: Number(summary.rejected),
      reasons: summary.firstErrors.map(({ error }) =>
        error?.detail.case === "errorInfo" ? error.detail.value.reason : "",
      ),
    };
  },

  async pushback(step) {
    const attempts = Array.from({ length: step.orders }, async (): Promise<Verdict> => {
      try {
        await orders.placeOrder(request(step.request, randomUUID()), { timeoutMs: step.timeout_ms });
        return { code: "OK" };
      } catch (error) {
        return { ...failure(error), pushback_ms: ConnectError.from(error).metadata.get("grpc-retry-pushback-ms") };
      }
    });
    const verdicts = await Promise.all(attempts);
    return verdicts.find(({ code }) => code === "RESOURCE_EXHAUSTED") ?? { code: "OK" };
  },

  async tomorrow(step) {
    const message = Buffer.from(step.message, "base64");
    const order = fromBinary(OrderSchema, message);
    const unchanged = message.equals(toBinary(OrderSchema, order));
    return { state: order.state, version: Number(order.version), unchanged };
  },

  async tls(step) {
    if (options.tls === undefined) return { code: "NOT_CONFIGURED" };
    const secured = createClient(OrderService, connect(options.tls, options.ca));
    await secured.listOrders({ pageSize: 1 }, { timeoutMs: step.timeout_ms });
    return { code: "OK" };
  },
};

/** The scenario's request, for this run's customer. It keeps an id of its own. */
function request(content: JsonValue, id: string): PlaceOrderRequest {
  const read = fromJson(PlaceOrderRequestSchema, content);
  return create(PlaceOrderRequestSchema, { ...read, customerId, requestId: read.requestId || id });
}

async function placeNew(step: Step): Promise<string> {
  return (await place(request(step.request, randomUUID()), [orders], step.timeout_ms)).orderId;
}

function failure(error: unknown): Verdict {
  const verdict: Verdict = { code: codeName(error) };
  const found = reason(error);
  return found === undefined ? verdict : { ...verdict, reason: found };
}

function tell(line: Verdict): void {
  console.log(JSON.stringify(line));
}

const scenario = JSON.parse(readFileSync(options.scenario, "utf8")) as { steps: Step[] };
for (const step of scenario.steps) {
  let verdict: Verdict = { code: "NOT_CONFIGURED" };
  if (step.configured ?? true) {
    const run = steps[step.step];
    if (run === undefined) throw new Error(`there is no step ${step.step}`);
    verdict = await run(step).catch((error: unknown) => {
      if (error instanceof ConnectError) return failure(error);
      throw error;
    });
  }
  tell({ step: step.step, ...verdict });
}
process.exit(0);
