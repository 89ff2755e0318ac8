// Takes TLS connections and passes their bytes on to a server that speaks without TLS, until its input
// ends. Prints its port. Usage: tls-front.js HOST:PORT KEYSTORE PASSWORD
'use strict';

const { readFileSync } = require('node:fs');
const net = require('node:net');
const tls = require('node:tls');

const [target, keystore, passphrase] = process.argv.slice(2);
const [host, port] = target.split(':');
const front = tls.createServer(
  { pfx: readFileSync(keystore), passphrase, ALPNProtocols: ['h2'] },
  (secured) => {
    const plain = net.connect(Number(port), host);
    secured.pipe(plain).pipe(secured);
    for (const end of [secured, plain]) {
      end.on('error', () => { secured.destroy(); plain.destroy(); });
    }
  });
front.listen(0, 'localhost', () => { console.log(front.address().port); });
process.stdin.on('end', () => process.exit(0)).resume();
