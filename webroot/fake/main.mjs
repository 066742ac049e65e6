import { PASSWORD, USER } from './gateway.mjs';
import { FakeServer } from './server.mjs';

const port = Number(process.env['PORT'] ?? 8099);
const server = new FakeServer({ folder: 'target/classes/webroot', trades: true });
await server.start(port);
console.log(`trade there as ${USER} with the password '${PASSWORD}'`);
console.log(`a made-up market of ${server.market.instruments.length} instruments at ${server.url}`);
