// Places an order and watches it to its end: node client.js localhost:50051
import { randomUUID } from "node:crypto";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import { OrderState } from "./gen/waybill/order/v1/order_pb.js";
import { OrderService } from "./gen/waybill/order/v1/order_service_pb.js";

const transport = createGrpcTransport({ baseUrl: `http://${process.argv[2]}` });
const orders = createClient(OrderService, transport);

const request = {
  requestId: randomUUID(), // the same on every repeat
  customerId: "customer-typescript",
  lines: [{ sku: "SKU-001", quantity: 1 }],
  paymentToken: "tok_ok",
};
const { order } = await orders.placeOrder(request, { timeoutMs: 10_000 });
if (!order) throw new Error("no order was answered");
console.log("placed", order.orderId, OrderState[order.state]);

for await (const { content } of orders.watchOrder({ orderId: order.orderId }, { timeoutMs: 60_000 })) {
  if (content.case === "event") {
    console.log("event", String(content.value.version), OrderState[content.value.state]);
  }
}

try {
  await orders.placeOrder({ ...request, requestId: "not a UUID" });
} catch (failure) {
  const error = ConnectError.from(failure);
  for (const info of error.findDetails(ErrorInfoSchema)) {
    console.log("refused", Code[error.code], info.reason);
  }
}
