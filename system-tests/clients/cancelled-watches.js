// Opens and cancels 130 watches a second for ten seconds, like pages that are opened and closed. All
// calls share one connection, and other calls on it must not be affected.
// Usage: cancelled-watches.js TARGET CONTRACTS
'use strict';

const assert = require('node:assert/strict');
const { randomUUID } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const SECONDS = 10;
const WATCHES_PER_SECOND = 130;
const MOST_OPEN = 100; // a slow machine answers later, and a caller may have 256 streams open

const [target, contracts] = process.argv.slice(2);
const definition = loader.loadSync('waybill/order/v1/order_service.proto', {
  includeDirs: [contracts], keepCase: true, enums: String, longs: String,
});
const { OrderService } = grpc.loadPackageDefinition(definition).waybill.order.v1;
const client = new OrderService(target, grpc.credentials.createInsecure());
const customer = `watched-${randomUUID()}`;

function place() {
  const request = {
    request_id: randomUUID(),
    customer_id: customer,
    lines: [{ sku: 'SKU-003', quantity: 1 }],
    payment_token: 'tok_ok',
  };
  return new Promise((resolve, reject) => {
    client.PlaceOrder(request, { deadline: Date.now() + 10_000 }, (error, { order } = {}) =>
      error ? reject(error) : resolve(order));
  });
}

// Resolves with the first message and then cancels the watch. A watch of one order would not do: the
// server ends it with the order, and then there is no stream left to reset.
let open = 0;
function look() {
  open++;
  return new Promise((resolve, reject) => {
    const watch = client.WatchOrders({ customer_id: 'nobody' }, { deadline: Date.now() + 30_000 });
    watch.once('data', () => { open--; resolve(); watch.cancel(); });
    watch.on('error', reject); // the error of our own cancel comes too late to matter
  });
}

async function main() {
  const seen = new Set();
  const bystander = client.WatchOrders({ customer_id: customer });
  let failure;
  bystander.on('error', (error) => { failure = error; });
  bystander.on('data', ({ event }) => { if (event?.version === '1') seen.add(event.order_id); });
  await new Promise((resolve) => { bystander.once('data', resolve); });

  const watches = [];
  const orders = [];
  const start = Date.now();
  while (watches.length < SECONDS * WATCHES_PER_SECOND) {
    const due = ((Date.now() - start) / 1000) * WATCHES_PER_SECOND;
    while (watches.length < due && open < MOST_OPEN) watches.push(look());
    if (orders.length < watches.length / 13) orders.push(place());
    await sleep(5);
  }
  await Promise.all(watches);
  const placed = await Promise.all(orders);

  assert.ok(placed.every((order) => order.state === 'ORDER_STATE_CONFIRMED'));
  for (let i = 0; i < 100 && seen.size < placed.length; i++) await sleep(50);
  assert.equal(failure, undefined);
  assert.deepEqual([...seen].sort(), placed.map((order) => order.order_id).sort());
  console.log(`ok: ${watches.length} watches were left, ${placed.length} orders were confirmed beside them`);
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
