// Prints the status code of grpc-js for calls that a server's limits refuse. Usage: limits.js TARGET
// CONTRACTS
'use strict';

const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [target, contracts] = process.argv.slice(2);
const definition = loader.loadSync('waybill/order/v1/order_service.proto', {
  includeDirs: [contracts], keepCase: true,
});
const { OrderService } = grpc.loadPackageDefinition(definition).waybill.order.v1;
const client = new OrderService(target, grpc.credentials.createInsecure());

function get(orderId, header) {
  const metadata = new grpc.Metadata();
  metadata.set('x-padding', 'h'.repeat(header));
  const options = { deadline: Date.now() + 20_000 };
  return new Promise((resolve) => {
    client.GetOrder({ order_id: orderId }, metadata, options, (error) => resolve(error));
  });
}

async function endConnection() {
  const watch = client.WatchOrders({});
  let ended;
  watch.on('error', (error) => { ended = error; });
  await new Promise((resolve) => { watch.once('data', resolve); });
  const giveUp = Date.now() + 30_000;
  while (!ended) {
    if (Date.now() > giveUp) throw new Error('the connection was not ended');
    const call = client.ImportOrders();
    call.on('error', () => {});
    await new Promise((resolve) => { setImmediate(resolve); });
    call.cancel();
  }
  return ended;
}

async function main() {
  for (const [orderId, header] of [['o'.repeat(70_000), 1], ['o', 20_000], ['o', 40_000]]) {
    console.log(grpc.status[(await get(orderId, header)).code]);
  }
  console.log(grpc.status[(await endConnection()).code]);
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
