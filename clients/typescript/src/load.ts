// Places orders at a steady pace until all are answered, and writes every answer to a journal that
// `waybill audit --journal` checks.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createClient } from "@connectrpc/connect";
import { connect, place } from "./client.js";
import { OrderState } from "./gen/waybill/order/v1/order_pb.js";
import { OrderService } from "./gen/waybill/order/v1/order_service_pb.js";

const { values: options } = parseArgs({
  options: {
    targets: { type: "string", default: "localhost:50051" }, // the instances of order-service
    orders: { type: "string", default: "100" },
    seconds: { type: "string", default: "10" }, // over which time
    patience: { type: "string", default: "120" }, // seconds after which an order must be answered
    journal: { type: "string", default: "journal.jsonl" }, // the file to append the answers to
  },
});
const clients = options.targets.split(",").map((target) => createClient(OrderService, connect(target)));
const count = Number(options.orders);

/** Places one order at its time. Returns whether it was answered. */
async function placeOne(number: number): Promise<boolean> {
  await sleep((number * Number(options.seconds) * 1_000) / count);
  const request = {
    requestId: randomUUID(),
    customerId: "load-typescript",
    lines: [{ sku: `SKU-${String(number % 100).padStart(3, "0")}`, quantity: 1 }],
    paymentToken: "tok_ok",
  };
  try {
    const first = number % clients.length;
    const inTurn = [...clients.slice(first), ...clients.slice(0, first)];
    const order = await place(request, inTurn, Number(options.patience) * 1_000);
    const entry = {
      order_id: order.orderId,
      customer_id: order.customerId,
      request_id: request.requestId,
      state: `ORDER_STATE_${OrderState[order.state]}`,
    };
    appendFileSync(options.journal, `${JSON.stringify(entry)}\n`);
    return true;
  } catch (error) {
    console.error("request", request.requestId, error);
    return false;
  }
}

const answered = await Promise.all(Array.from({ length: count }, (_, number) => placeOne(number)));
const failed = answered.filter((ok) => !ok).length;
console.log("load:", count, "orders,", failed, "failed");
process.exit(failed > 0 ? 1 : 0);
