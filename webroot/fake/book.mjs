/** Order books of the fake server, in the shapes of docs/protocol/browser.md. */

/** @typedef {import('./market.mjs').Instrument} Instrument */
/** @typedef {[price: number, size: number, orders: number]} Level */
/** @typedef {{number: number, bids: Level[], asks: Level[]}} Book */

const LEVELS = 20;
/** Whoever knows this sees deep books. */
export const KEY = 'a-key-for-deep-books';
export const DEEPEST = 50;
export const PUBLIC_DEPTH = 5;

/**
 * A book around the last price; the same instrument at the same number of trades has the same book.
 * @param {Instrument} one @returns {Book}
 */
export function bookOf(one) {
    const size = (/** @type {number} */ price) =>
        10 + ((price * 7919 + one.trades * (price % 5 === 0 ? 31 : 0)) % 90) * 10;
    const level = (/** @type {number} */ price) => /** @type {Level} */ ([price, size(price), 1 + (price % 4)]);
    const asks = Array.from({ length: LEVELS }, (_, place) => level(one.last + 1 + place));
    const bids = Array.from({ length: LEVELS }, (_, place) => level(one.last - 1 - place)).filter(
        ([price]) => price > 0,
    );
    return { number: 1_000 + one.trades, bids, asks };
}

/**
 * What differs between two sides, best first; a level that is gone has size and orders 0.
 * @param {Level[]} before @param {Level[]} now @param {boolean} isBid
 */
export function difference(before, now, isBid) {
    const old = new Map(before.map((level) => [level[0], level]));
    const fresh = new Set(now.map((level) => level[0]));
    const changed = now.filter((level) => String(old.get(level[0])) !== String(level));
    const gone = before.filter((level) => !fresh.has(level[0])).map((level) => /** @type {Level} */ ([level[0], 0, 0]));
    return [...changed, ...gone].sort((left, right) => (isBid ? right[0] - left[0] : left[0] - right[0]));
}

/** The newest trades as frames have them, oldest first. @param {Instrument} one */
export function tradesOf(one) {
    const first = one.trades - one.ticks.length;
    return one.ticks.map((tick, place) => [
        String(first + place),
        tick.time,
        tick.price,
        tick.size,
        (first + place) % 3 === 0 ? 'sell' : 'buy',
    ]);
}
