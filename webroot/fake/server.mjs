import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import sockjs from 'sockjs';
import { DEEPEST, KEY } from './book.mjs';
import { FakeGateway } from './gateway.mjs';
import { FakeMarket } from './market.mjs';
import { restAnswer } from './rest.mjs';
import { Session } from './session.mjs';

/**
 * A server that speaks docs/protocol/browser.md from a made-up market, for development and for the page's own browser
 * tests. It is no part of what is
 * shipped.
 */

const TYPES = /** @type {Record<string, string>} */ ({
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
    '.txt': 'text/plain; charset=utf-8',
});

/** Stricter than any server needs to be: the page must live with it. */
const POLICY =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FRAME_EVERY = 100;

export class FakeServer {
    /** Messages that the page sent, oldest first. @type {any[]} */
    received = [];
    /** Whether ticks reach the server. */
    hasTicks = true;
    /** While true, acknowledgements are lost on the way: the page looks slow. */
    losesAcknowledgements = false;
    /** While true, nothing is sent. */
    isSilent = false;
    /** The next frame skips a sequence number. */
    skipsNext = false;
    /** Bytes written to pages. */
    bytes = 0;
    port = 0;

    /** @param {{folder?: string, seed?: number, count?: number, ticksPerSecond?: number, trades?: boolean}} [options] */
    constructor({ folder, seed = 7, count = 5_000, ticksPerSecond = 3_000, trades = false } = {}) {
        this.folder = folder;
        this.ticksPerSecond = ticksPerSecond;
        this.market = new FakeMarket({ seed, count, now: Date.now() });
        const listed = this.market.instruments.filter((one) => one.isListed).map(({ symbol }) => symbol);
        /** Only where the page is to trade. */
        this.gateway = trades ? new FakeGateway(listed) : undefined;
        /** @type {Map<import('sockjs').Connection, {client: string, session: Session} | undefined>} */
        this.connections = new Map();
        this.market.onTick = (instrument) => this.each((session) => session.ticked(instrument));
        this.market.onSignal = (signal) => this.each((session) => session.signalled(signal));
        this.lastTick = Date.now();
    }

    /** @param {number} [port] 0 for any @returns {Promise<number>} */
    async start(port = 0) {
        const http = createServer((request, response) => void this.answer(request, response));
        const bridge = sockjs.createServer({ log: () => undefined });
        bridge.on('connection', (connection) => this.connected(connection));
        bridge.installHandlers(http, { prefix: '/eventbus' });
        /** @type {Set<import('node:net').Socket>} */
        const sockets = new Set();
        http.on('connection', (socket) => {
            sockets.add(socket);
            socket.on('close', () => sockets.delete(socket));
        });
        await new Promise((resolve) => http.listen(port, '127.0.0.1', () => resolve(undefined)));
        this.port = /** @type {import('node:net').AddressInfo} */ (http.address()).port;
        await this.gateway?.start();
        const timer = setInterval(() => this.pulse(), FRAME_EVERY);
        this.stop = async () => {
            clearInterval(timer);
            this.connections.clear();
            sockets.forEach((socket) => socket.destroy());
            await this.gateway?.stop();
            await new Promise((resolve) => http.close(resolve));
        };
        return this.port;
    }

    /** Ends all at once, like a killed process. @returns {Promise<void>} */
    async stop() {}

    get url() {
        return `http://127.0.0.1:${this.port}/`;
    }

    get policy() {
        const { gateway } = this;
        const others = gateway === undefined ? '' : ` ${gateway.url} ${gateway.url.replace('http', 'ws')}`;
        return POLICY.replace("connect-src 'self'", `connect-src 'self'${others}`);
    }

    pulse() {
        const now = Date.now();
        if (this.hasTicks) {
            this.lastTick = now;
            for (let count = (this.ticksPerSecond * FRAME_EVERY) / 1_000; count > 0; count--) {
                this.market.tick(now);
            }
        }
        const live = now - this.lastTick < 5_000;
        if (!this.isSilent) {
            this.each((session) => session.due(now, live));
        }
    }

    /** @param {(session: Session) => void} what */
    each(what) {
        for (const known of this.connections.values()) {
            if (known !== undefined) {
                what(known.session);
            }
        }
    }

    /** @param {import('sockjs').Connection} connection */
    connected(connection) {
        this.connections.set(connection, undefined);
        connection.on('data', (text) => this.took(connection, JSON.parse(text)));
        connection.on('close', () => this.connections.delete(connection));
    }

    /** @param {import('sockjs').Connection} connection @param {any} message */
    took(connection, message) {
        if (message.type === 'register') {
            const client = /^frames\.(.+)$/.exec(message.address)?.[1] ?? '';
            const session = new Session(this.market, (frame) => this.send(connection, message.address, frame));
            this.connections.set(connection, { client, session });
        } else if (message.type === 'send') {
            this.received.push(message.body);
            this.request(connection, message);
        }
    }

    /** @param {import('sockjs').Connection} connection @param {any} message */
    request(connection, { address, body, replyAddress }) {
        const known = this.connections.get(connection);
        if (address !== 'bourse.view' || known === undefined || known.client !== body.client) {
            this.write(connection, {
                type: 'err',
                address: replyAddress,
                failureType: 'access_denied',
                message: 'access_denied',
            });
            return;
        }
        if (body.op === 'acknowledge') {
            known.session.acknowledged = this.losesAcknowledgements ? known.session.acknowledged : body.sequence;
            return;
        }
        if (body.op === 'authenticate') {
            this.authenticate(connection, known.session, body.key, replyAddress);
            return;
        }
        const fault = known.session.show(body, Date.now());
        const answer =
            fault === undefined
                ? { type: 'rec', address: replyAddress, body: { ok: true, total: known.session.order.length } }
                : {
                      type: 'err',
                      address: replyAddress,
                      failureType: 'RECIPIENT_FAILURE',
                      failureCode: 400,
                      message: fault,
                  };
        this.write(connection, answer);
    }

    /** @param {import('sockjs').Connection} connection @param {Session} session @param {string} key @param {string} replyAddress */
    authenticate(connection, session, key, replyAddress) {
        const isKnown = key === KEY;
        session.allowedDepth = isKnown ? DEEPEST : session.allowedDepth;
        const refusal = {
            failureType: 'RECIPIENT_FAILURE',
            failureCode: 403,
            message: 'key: is not known, or has expired',
        };
        this.write(connection, {
            address: replyAddress,
            ...(isKnown ? { type: 'rec', body: { ok: true, depth: DEEPEST } } : { type: 'err', ...refusal }),
        });
    }

    /** The most frames that any page's session holds back now. */
    get held() {
        let most = 0;
        this.each((session) => {
            most = Math.max(most, session.skipped);
        });
        return most;
    }

    /** Takes all frames on their way as acknowledged. */
    creditAll() {
        this.each((session) => {
            session.acknowledged = session.sequence;
        });
    }

    /** @param {import('sockjs').Connection} connection @param {string} address @param {any} frame */
    send(connection, address, frame) {
        if (this.skipsNext) {
            this.skipsNext = false;
            frame = { ...frame, sequence: frame.sequence + 1 };
        }
        this.write(connection, { type: 'rec', address, body: frame });
    }

    /** @param {import('sockjs').Connection} connection @param {object} message */
    write(connection, message) {
        const text = JSON.stringify(message);
        this.bytes += Buffer.byteLength(text);
        connection.write(text);
    }

    /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
    async answer(request, response) {
        const url = new URL(request.url ?? '/', 'http://fake');
        if (url.pathname.startsWith('/eventbus')) {
            return; // answered by the bridge
        }
        if (url.pathname === '/config.json') {
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(JSON.stringify({ gateway: this.gateway?.url }));
            return;
        }
        if (url.pathname.startsWith('/v1/')) {
            const { status, body } = restAnswer(this.market, url);
            response.writeHead(status, {
                'content-type': status === 200 ? 'application/json' : 'application/problem+json',
            });
            response.end(JSON.stringify(body));
            return;
        }
        await this.file(url.pathname, response);
    }

    /** @param {string} path @param {import('node:http').ServerResponse} response */
    async file(path, response) {
        const name = join(this.folder ?? '', normalize(path === '/' ? '/index.html' : path));
        const found =
            this.folder !== undefined &&
            (await stat(name)
                .then((entry) => entry.isFile())
                .catch(() => false));
        if (!found) {
            response.writeHead(404, { 'content-type': 'text/plain' });
            response.end('not found');
            return;
        }
        response.writeHead(200, {
            'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
            'content-security-policy': this.policy,
        });
        createReadStream(name).pipe(response);
    }
}
