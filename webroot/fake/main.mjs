import { FakeServer } from './server.mjs';

const port = Number(process.env['PORT'] ?? 8099);
const server = new FakeServer({ folder: 'target/classes/webroot' });
await server.start(port);
console.log(`a made-up market of ${server.market.instruments.length} instruments at ${server.url}`);
