import { createServer } from 'node:http';
import { accept } from './socket.mjs';

/**
 * A gateway with one trader and a made-up exchange, in the shapes of docs/protocol/exchange-rest.md and exchange-ws.md.
 * A market order trades wholly at 100.00; a limit order rests, but for one that buys at 1000.00 or more and is post-only,
 * which is refused.
 */

export const USER = 'alice';
export const PASSWORD = 'a made-up password';
const AT = '100.00';

/** @typedef {Record<string, any>} Json */

export class FakeGateway {
    port = 0;
    /** While true, orders are taken but their answers are lost. */
    losesAnswers = false;
    /** Orders as they were sent. @type {Json[]} */
    placed = [];
    /** @type {Map<string, Json>} */
    orders = new Map();
    /** What happened, oldest first. @type {Json[]} */
    events = [];
    sequence = 1_000;
    tokens = 0;
    /** @type {Map<import('./socket.mjs').Client, {after: number | undefined}>} */
    clients = new Map();
    /** Subscriptions as they came. @type {number[]} */
    resumed = [];

    /** @param {readonly string[]} symbols that are traded */
    constructor(symbols) {
        this.symbols = symbols;
    }

    get url() {
        return `http://127.0.0.1:${this.port}`;
    }

    async start() {
        const http = createServer((request, response) => void this.answer(request, response));
        http.on('upgrade', (request, socket) => {
            const client = accept(
                request,
                socket,
                (message) => this.heard(client, message),
                () => this.clients.delete(client),
            );
            this.clients.set(client, { after: undefined });
        });
        await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)));
        this.port = /** @type {import('node:net').AddressInfo} */ (http.address()).port;
        const timer = setInterval(() => {
            this.clients.forEach((_, client) => client.say({ type: 'heartbeat', sequence: this.sequence }));
        }, 1_000);
        this.stop = async () => {
            clearInterval(timer);
            this.cut();
            http.closeAllConnections();
            await new Promise((resolve) => http.close(resolve));
        };
    }

    /** @returns {Promise<void>} */
    async stop() {}

    /** As if nobody had ever traded. */
    forget() {
        this.losesAnswers = false;
        this.placed.length = 0;
        this.orders.clear();
        this.events.length = 0;
    }

    /** Ends all WebSockets. */
    cut() {
        this.clients.forEach((_, client) => client.cut());
    }

    /** @param {import('./socket.mjs').Client} client @param {Json} message */
    heard(client, { type, id, after }) {
        client.say({ type: 'answer', id, status: 200, body: { user: USER, role: 'trader' } });
        if (type === 'subscribe') {
            this.resumed.push(after);
            this.clients.set(client, { after });
            this.events.filter(({ sequence }) => sequence > after).forEach((event) => client.say(event));
        }
    }

    /** @param {string} event @param {Json} order @param {Json} more */
    happened(event, order, more) {
        const { id: orderId, clientOrderId, symbol, side } = order;
        const common = { sequence: ++this.sequence, time: Date.now() * 1_000, orderId, clientOrderId, symbol, side };
        const told = { type: 'event', event, ...common, ...more };
        this.events.push(told);
        this.clients.forEach(({ after }, client) => after !== undefined && client.say(told));
    }

    /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
    async answer(request, response) {
        response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
        response.setHeader('access-control-allow-headers', 'Authorization, Content-Type');
        response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
        let text = '';
        for await (const chunk of request) {
            text += chunk;
        }
        if (request.method === 'OPTIONS') {
            response.writeHead(204).end();
            return;
        }
        const url = new URL(request.url ?? '/', this.url);
        const { status, body } = this.call(`${request.method} ${url.pathname}`, text === '' ? {} : JSON.parse(text));
        if (this.losesAnswers && url.pathname === '/v1/order') {
            response.destroy();
            return;
        }
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
    }

    /** @param {string} call @param {Json} body @returns {{status: number, body: Json}} */
    call(call, body) {
        const id = call.split('/')[3] ?? '';
        switch (call.replace(/\/\d+$/, '/N')) {
            case 'POST /v1/session':
                return body['user'] === USER && body['password'] === PASSWORD
                    ? this.session()
                    : problem(401, 'wrong-password', 'There is no such user, or the password is another', 'password');
            case 'PUT /v1/session':
                return this.session();
            case 'DELETE /v1/session':
                return done({});
            case 'GET /v1/instruments':
                return done({ instruments: this.symbols.map(instrument) });
            case 'GET /v1/account':
                return done(this.account());
            case 'GET /v1/positions':
                return done({ positions: this.positions() });
            case 'GET /v1/orders':
                return done({ orders: [...this.orders.values()], sequence: this.sequence });
            case 'GET /v1/execution':
                return done({ executions: this.executions(), sequence: this.sequence });
            case 'POST /v1/order':
                return this.place(body);
            case 'PUT /v1/order/N':
                return this.replace(id, body);
            case 'DELETE /v1/order/N':
                return this.cancel(id);
            case 'DELETE /v1/order': {
                const ids = [...this.orders.keys()];
                ids.forEach((one) => this.cancel(one));
                return done({ cancelledOrders: ids.length });
            }
            default:
                return problem(404, 'no-such-call', 'There is no such call');
        }
    }

    session() {
        const number = ++this.tokens;
        return done({ accessToken: `access-${number}`, refreshToken: `refresh-${number}`, expiresIn: 300 });
    }

    account() {
        const balances = [
            { asset: 'USD', available: '100000.00', held: '0.00' },
            { asset: this.symbols[0], available: '40', held: '0' },
        ];
        const last = this.placed.reduce((most, { clientOrderId }) => Math.max(most, Number(clientOrderId)), 0);
        return { account: 7, verification: 'verified', killed: false, lastClientOrderId: String(last), balances };
    }

    executions() {
        return this.events.filter(({ event }) => event === 'executed');
    }

    positions() {
        const symbols = [...new Set(this.executions().map(({ symbol }) => symbol))];
        return symbols.map((symbol) => {
            const bought = this.executions().filter((one) => one['symbol'] === symbol);
            const quantity = String(bought.reduce((sum, one) => sum + Number(one['quantity']), 0));
            const value = `${Number(quantity) * 100}.00`;
            const sold = { soldQuantity: '0', soldValue: '0.00', openBuyQuantity: '0', openSellQuantity: '0' };
            return { symbol, quantity, boughtQuantity: quantity, boughtValue: value, ...sold, fees: '0.00' };
        });
    }

    /** @param {Json} body */
    place(body) {
        const known = this.placed.find(({ clientOrderId }) => clientOrderId === body['clientOrderId']);
        if (known !== undefined) {
            return done({ id: known['id'], status: 'new', repeated: true, remainingQuantity: body['quantity'] });
        }
        if (body['postOnly'] === true && Number(body['price']) >= 1_000) {
            return problem(422, 'would-trade', 'A post-only order would trade at once', 'price');
        }
        const id = String(this.placed.length + 1);
        const creationTime = Date.now() * 1_000;
        const order = { postOnly: false, ...body, id, remainingQuantity: body['quantity'], creationTime };
        this.placed.push(order);
        this.orders.set(id, order);
        this.happened('accepted', order, { ...order, id: undefined });
        if (body['orderType'] === 'market') {
            this.orders.delete(id);
            const value = `${Number(body['quantity']) * 100}.00`;
            const traded = { quantity: body['quantity'], remainingQuantity: '0', price: AT, value, fee: '0.00' };
            this.happened('executed', order, { ...traded, liquidity: 'taker' });
            return done({ id, status: 'filled', filledQuantity: body['quantity'], remainingQuantity: '0' }, 201);
        }
        return done({ id, status: 'new', filledQuantity: '0', remainingQuantity: body['quantity'] }, 201);
    }

    /** @param {string} id @param {Json} body */
    replace(id, body) {
        const order = this.orders.get(id);
        if (order === undefined) {
            return problem(404, 'unknown-order', 'The account has no open order of that id', 'id');
        }
        const changed = { ...order, ...body, remainingQuantity: body['quantity'] ?? order['remainingQuantity'] };
        this.orders.set(id, changed);
        const { price, quantity, remainingQuantity } = /** @type {Json} */ (changed);
        this.happened('replaced', order, { price, quantity, remainingQuantity });
        return done({ id });
    }

    /** @param {string} id */
    cancel(id) {
        const order = this.orders.get(id);
        if (order === undefined) {
            return problem(404, 'unknown-order', 'The account has no open order of that id', 'id');
        }
        this.orders.delete(id);
        this.happened('cancelled', order, { quantity: order['remainingQuantity'], reason: 'requested' });
        return done({ id, status: 'cancelled' });
    }
}

/** @param {Json} body @param {number} [status] */
function done(body, status = 200) {
    return { status, body };
}

/** @param {number} status @param {string} code @param {string} detail @param {string} [field] */
function problem(status, code, detail, field) {
    return { status, body: { type: 'about:blank', title: code, status, code, detail, field } };
}

/** @param {string} symbol */
function instrument(symbol) {
    return { symbol, base: symbol, quote: 'USD', tickSize: '0.01', lotSize: '1', phase: 'continuous' };
}
