// Calls order-service from Node.js with only the .proto files. Usage: grpc-js.js TARGET
// IMPORTS names the folders of the protos that ours import, separated by colons.
'use strict';

const assert = require('node:assert/strict');
const { randomUUID } = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const contracts = path.join(__dirname, '../../proto/src/main/protobuf');
const definition = loader.loadSync('waybill/order/v1/order_service.proto', {
  includeDirs: [contracts, ...process.env.IMPORTS.split(':')],
  keepCase: true,
  enums: String,
  longs: String,
});
const { OrderService } = grpc.loadPackageDefinition(definition).waybill.order.v1;
const client = new OrderService(process.argv[2], grpc.credentials.createInsecure());

function call(method, request) {
  const metadata = new grpc.Metadata();
  metadata.set('x-correlation-id', 'interop-grpc-js');
  const options = { deadline: Date.now() + 10_000 };
  return new Promise((resolve, reject) => {
    client[method](request, metadata, options, (error, response) =>
      error ? reject(error) : resolve(response));
  });
}

// Reads the customer's events until `wanted` accepts one as the last. Returns them with the token
// to resume after it.
function watch(customer, token, wanted, opened = () => {}) {
  return new Promise((resolve, reject) => {
    const events = [];
    const stream = client.WatchOrders(
      { customer_id: customer, resume_token: token },
      { deadline: Date.now() + 30_000 });
    stream.on('data', (message) => {
      if (message.event) events.push(message.event);
      if (message.heartbeat) opened();
      if (message.event && wanted(message.event)) {
        resolve({ events, token: message.resume_token });
        stream.cancel();
      }
    });
    stream.on('error', reject); // the error of our own cancel comes too late to matter
  });
}

// A watcher that stops after the first event and resumes with its token misses nothing.
async function watchInTwoParts() {
  const request = {
    request_id: randomUUID(),
    customer_id: `watched-${randomUUID()}`,
    lines: [{ sku: 'SKU-003', quantity: 1 }],
    payment_token: 'tok_ok',
  };
  let placed;
  const first = await watch(request.customer_id, '', () => true, () => {
    placed ??= call('PlaceOrder', request);
  });
  const { order } = await placed;
  const rest = await watch(
    request.customer_id, first.token, (event) => event.state === 'ORDER_STATE_COMPLETED');
  const events = [...first.events, ...rest.events];
  assert.deepEqual(events.map((event) => event.version), ['1', '2', '3']);
  assert.ok(events.every((event) => event.order_id === order.order_id));
  await assert.rejects(
    watch('another-customer', first.token, () => true), { code: grpc.status.INVALID_ARGUMENT });
  console.log(`ok: grpc-js watched order ${order.order_id} in two parts`);
}

async function main() {
  const request = {
    request_id: randomUUID(),
    customer_id: 'customer-js',
    lines: [{ sku: 'SKU-003', quantity: 1 }],
    payment_token: 'tok_ok',
  };
  const { order } = await call('PlaceOrder', request);
  assert.equal(order.state, 'ORDER_STATE_CONFIRMED');

  const repeated = await call('PlaceOrder', request);
  assert.equal(repeated.order.order_id, order.order_id);

  const { order: seen } = await call('GetOrder', { order_id: order.order_id });
  assert.equal(seen.total.currency_code, order.total.currency_code);

  await assert.rejects(call('PlaceOrder', { ...request, lines: [] }), (error) => {
    assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
    assert.ok(error.metadata.get('grpc-status-details-bin').length === 1);
    return true;
  });
  await assert.rejects(call('GetOrder', { order_id: randomUUID() }), { code: grpc.status.NOT_FOUND });
  await watchInTwoParts();
  client.close();
  console.log(`ok: grpc-js placed, repeated and read order ${order.order_id}`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
