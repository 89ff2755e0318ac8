// Places an order and watches it to its end: node dist/example.js localhost:50051
import { randomUUID } from "node:crypto";
import { createClient } from "@connectrpc/connect";
import { codeName, connect, fields, place, reason } from "./client.js";
import { OrderState } from "./gen/waybill/order/v1/order_pb.js";
import { OrderService } from "./gen/waybill/order/v1/order_service_pb.js";

const orders = createClient(OrderService, connect(process.argv[2] ?? "localhost:50051"));

const request = {
  requestId: randomUUID(), // the same on every repeat
  customerId: "customer-typescript",
  lines: [{ sku: "SKU-001", quantity: 1 }],
  paymentToken: "tok_ok",
};
const placed = await place(request, [orders], 60_000);
console.log("placed", placed.orderId, OrderState[placed.state]);

for await (const { content } of orders.watchOrder({ orderId: placed.orderId }, { timeoutMs: 60_000 })) {
  if (content.case === "event") {
    console.log("event", String(content.value.version), OrderState[content.value.state]);
  }
}

try {
  await place({ ...request, requestId: "not a UUID" }, [orders], 60_000);
} catch (error) {
  console.log("refused", codeName(error), reason(error), fields(error));
}
