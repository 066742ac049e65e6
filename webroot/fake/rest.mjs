import { tradesOf } from './book.mjs';

/** REST answers of the fake server, in the shapes of docs/protocol/browser.md. */

/** @typedef {import('./market.mjs').FakeMarket} FakeMarket */
/** @typedef {import('./market.mjs').Instrument} Instrument */
/** @typedef {import('./market.mjs').Signal} Signal */

/** @param {FakeMarket} market @param {URL} url @returns {{status: number, body: unknown}} */
export function restAnswer(market, url) {
    if (url.pathname === '/v1/marketdata/trades') {
        return tradesAnswer(market, url.searchParams.get('symbol') ?? '');
    }
    const [, , kind, name] = url.pathname.split('/').map(decodeURIComponent);
    const limit = Number(url.searchParams.get('limit') ?? 100);
    if (kind === 'signals') {
        return { status: 200, body: { signals: signalsOf(market, url.searchParams.get('symbol'), limit) } };
    }
    const instrument = market.bySymbol.get(name ?? '');
    if (instrument === undefined) {
        return problem(404, 'unknown-symbol', `symbol: ${name} is not known`);
    }
    if (kind === 'state') {
        return { status: 200, body: stateOf(market, instrument) };
    }
    if (kind === 'bars') {
        return { status: 200, body: barsOf(market, instrument, url.searchParams.get('period') ?? '1m', limit) };
    }
    return problem(404, 'unknown-path', url.pathname);
}

/** @param {FakeMarket} market @param {string} symbol */
function tradesAnswer(market, symbol) {
    const one = market.bySymbol.get(symbol);
    if (one === undefined || !one.isListed) {
        return problem(404, 'unknown-instrument', `symbol: ${symbol} is not known`);
    }
    const trades = tradesOf(one).map(([id, time, price, size, aggressor]) => ({
        id,
        number: Number(id),
        time: Number(time) * 1_000,
        price: decimal(Number(price), one.priceDecimals),
        quantity: decimal(Number(size), one.sizeDecimals),
        aggressor,
    }));
    return { status: 200, body: { symbol, complete: true, trades } };
}

/** @param {number} status @param {string} code @param {string} detail */
function problem(status, code, detail) {
    return { status, body: { type: 'about:blank', title: code, status, code, detail } };
}

/** @param {FakeMarket} market @param {string | null} symbol @param {number} limit */
function signalsOf(market, symbol, limit) {
    return market.signals
        .filter((signal) => symbol === null || signal.symbol === symbol)
        .slice(-limit)
        .reverse()
        .map(({ priceDecimals, ...signal }) => ({ ...signal, price: decimal(signal.price, priceDecimals) }));
}

/** @param {FakeMarket} market @param {Instrument} one */
function stateOf(market, one) {
    const price = (/** @type {number} */ value) => decimal(Math.round(value), one.priceDecimals);
    const average = (/** @type {string} */ kind, /** @type {string} */ period, /** @type {number} */ weight) => ({
        kind,
        period,
        price: fine((one.last + (one.open - one.last) * weight) / 10 ** one.priceDecimals, one),
    });
    const weights = /** @type {const} */ ([
        ['1m', 0.02],
        ['5m', 0.07],
        ['15m', 0.16],
        ['60m', 0.34],
        ['session', 0.52],
    ]);
    const change = (one.last - one.open) / one.open;
    return {
        id: one.id,
        symbol: one.symbol,
        priceDecimals: one.priceDecimals,
        sizeDecimals: one.sizeDecimals,
        time: one.time,
        session: {
            start: market.sessionStart,
            open: price(one.open),
            high: price(one.high),
            low: price(one.low),
            last: price(one.last),
            change: price(one.last - one.open),
            volume: decimal(one.volume, one.sizeDecimals),
            vwap: fine(one.turnover / one.volume / 10 ** one.priceDecimals, one),
            trades: one.trades,
        },
        averages: [
            ...weights.map(([period, weight]) => average('simple', period, weight)),
            average('exponential', '1m', 0.01),
            average('exponential', '15m', 0.12),
        ],
        index: { return: 0.0031, relative: change - 0.0031 },
        ticks: [...one.ticks]
            .reverse()
            .map((tick) => ({ time: tick.time, price: price(tick.price), size: decimal(tick.size, 0) })),
        signals: signalsOf(market, one.symbol, 1),
    };
}

/** @param {FakeMarket} market @param {Instrument} one @param {string} period @param {number} limit */
function barsOf(market, one, period, limit) {
    const price = (/** @type {number} */ value) => decimal(value, one.priceDecimals);
    const bars = market.bars(one, period, limit).map(([start, open, high, low, close, volume, trades]) => ({
        start,
        open: price(open),
        high: price(high),
        low: price(low),
        close: price(close),
        volume: decimal(volume, one.sizeDecimals),
        trades,
    }));
    return { symbol: one.symbol, period, priceDecimals: one.priceDecimals, sizeDecimals: one.sizeDecimals, bars };
}

/** An averaged price has four decimals more than a traded one. @param {number} value @param {Instrument} one */
function fine(value, one) {
    return value.toFixed(one.priceDecimals + 4);
}

/** @param {number} value @param {number} decimals */
function decimal(value, decimals) {
    const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
    const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
    return value < 0 ? `-${text}` : text;
}
