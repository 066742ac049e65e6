/** One browser's session as docs/protocol/browser.md says: its view, its credit, its frames. */

/** @typedef {import('./market.mjs').FakeMarket} FakeMarket */
/** @typedef {import('./market.mjs').Instrument} Instrument */
/** @typedef {import('./market.mjs').Signal} Signal */

import { bookOf, difference, PUBLIC_DEPTH, tradesOf } from './book.mjs';

const SORTS = ['symbol', 'last', 'change', 'volume', 'time'];
const PERIODS = ['1m', '5m', '1h', '1d', '1w', '1mo'];
const CREDIT = 2;
const HEARTBEAT = 1_000;
const REORDER_EVERY = 1_000;

export class Session {
    sequence = 0;
    acknowledged = 0;
    skipped = 0;
    lastSent = 0;
    /** @type {any} */
    view = undefined;
    /** @type {Instrument[]} */
    order = [];
    orderedAt = 0;
    /** @type {string} */
    sentWindow = '';
    sentTotal = -1;
    /** @type {Set<number>} */
    windowIds = new Set();
    /** @type {Set<number>} */
    dirty = new Set();
    /** @type {Signal[]} */
    signals = [];
    signalsSkipped = 0;
    allowedDepth = PUBLIC_DEPTH;
    isBookDirty = false;
    /** The next change names a number that was never sent. */
    losesBook = false;
    /** @type {import('./book.mjs').Book | undefined} what the page was told last */
    toldBook = undefined;
    toldTrades = 0;
    isChartDirty = false;
    isChartWhole = false;

    /** @param {FakeMarket} market @param {(frame: object) => void} send */
    constructor(market, send) {
        this.market = market;
        this.send = send;
    }

    /** @param {any} view @param {number} now @returns {string | undefined} what is wrong with it */
    show(view, now) {
        const fault = faultOf(view, this.market, this.allowedDepth);
        if (fault !== undefined) {
            return fault;
        }
        const before = this.view;
        this.view = view;
        if (before?.chart?.symbol !== view.chart?.symbol || before?.chart?.period !== view.chart?.period) {
            this.isChartDirty = this.isChartWhole = view.chart !== null;
        }
        if (JSON.stringify(before?.book) !== JSON.stringify(view.book)) {
            this.toldBook = undefined;
            this.isBookDirty = (view.book ?? null) !== null;
        }
        const rows = JSON.stringify([view.rows.search, view.rows.sort, view.rows.descending]);
        const rowsBefore = before && JSON.stringify([before.rows.search, before.rows.sort, before.rows.descending]);
        if (rows !== rowsBefore) {
            this.sort(now);
        }
        return undefined;
    }

    /** @param {Instrument} instrument */
    ticked(instrument) {
        if (this.windowIds.has(instrument.id)) {
            this.dirty.add(instrument.id);
        }
        if (this.view?.chart?.symbol === instrument.symbol) {
            this.isChartDirty = true;
        }
        if (this.view?.book?.symbol === instrument.symbol) {
            this.isBookDirty = true;
        }
    }

    /** @param {Signal} signal */
    signalled(signal) {
        if (this.view?.signals) {
            this.signals.push(signal);
            if (this.signals.length > 50) {
                this.signals.shift();
                this.signalsSkipped++;
            }
        }
    }

    /** Ten times a second. @param {number} now @param {boolean} live */
    due(now, live) {
        if (this.view === undefined) {
            return;
        }
        if (this.view.rows.sort !== 'symbol' && now - this.orderedAt >= REORDER_EVERY) {
            this.sort(now);
        }
        const isWindowNew = this.windowText() !== this.sentWindow;
        const isNews =
            isWindowNew ||
            this.dirty.size > 0 ||
            this.isChartDirty ||
            this.isBookDirty ||
            this.signals.length > 0 ||
            this.order.length !== this.sentTotal;
        if (!isNews && now - this.lastSent < HEARTBEAT) {
            return;
        }
        if (this.sequence - this.acknowledged >= CREDIT) {
            this.skipped++;
            return;
        }
        this.send(this.frame(now, live));
        this.lastSent = now;
    }

    /** @param {number} now @param {boolean} live */
    frame(now, live) {
        /** @type {any} */
        const frame = { type: 'frame', sequence: ++this.sequence, time: now, skipped: this.skipped, live };
        this.skipped = 0;
        if (this.order.length !== this.sentTotal) {
            frame.total = this.sentTotal = this.order.length;
        }
        this.addWindow(frame);
        const rows = [...this.dirty].map((id) => rowOf(/** @type {Instrument} */ (this.market.instruments[id])));
        if (rows.length > 0) {
            frame.rows = rows;
        }
        this.dirty.clear();
        this.addChart(frame);
        this.addBook(frame);
        if (this.signals.length > 0) {
            frame.signals = this.signals;
            this.signals = [];
        }
        if (this.signalsSkipped > 0) {
            frame.signalsSkipped = this.signalsSkipped;
            this.signalsSkipped = 0;
        }
        return frame;
    }

    /** @param {any} frame */
    addWindow(frame) {
        const text = this.windowText();
        if (text === this.sentWindow) {
            return;
        }
        this.sentWindow = text;
        const window = this.window();
        const known = this.windowIds;
        this.windowIds = new Set(window.map((instrument) => instrument.id));
        for (const id of this.dirty) {
            if (!this.windowIds.has(id)) {
                this.dirty.delete(id);
            }
        }
        for (const id of this.windowIds) {
            if (!known.has(id)) {
                this.dirty.add(id);
            }
        }
        frame.window = {
            offset: Math.min(this.view.rows.offset, this.order.length),
            instruments: window.map((one) => [one.id, one.symbol, one.priceDecimals, one.sizeDecimals]),
        };
    }

    /** @param {any} frame */
    addChart(frame) {
        const chart = this.view.chart;
        const instrument = chart === null ? undefined : this.market.bySymbol.get(chart.symbol);
        if (!this.isChartDirty || instrument === undefined) {
            return;
        }
        const bars = this.market.bars(instrument, chart.period, this.isChartWhole ? 300 : 2);
        const { priceDecimals, sizeDecimals } = instrument;
        frame.chart = { ...chart, priceDecimals, sizeDecimals, bars };
        this.isChartDirty = this.isChartWhole = false;
    }

    /** @param {any} frame */
    addBook(frame) {
        const wanted = this.view.book ?? null;
        const instrument = wanted === null ? undefined : this.market.bySymbol.get(wanted.symbol);
        if (!this.isBookDirty || instrument === undefined) {
            return;
        }
        this.isBookDirty = false;
        const { symbol, depth } = wanted;
        if (!instrument.isListed) {
            frame.book = { symbol, depth, state: 'unlisted' };
            return;
        }
        const { priceDecimals, sizeDecimals, trades } = instrument;
        const book = bookOf(instrument);
        const told = this.toldBook;
        const side = (/** @type {'bids' | 'asks'} */ name) =>
            difference(told?.[name].slice(0, depth) ?? [], book[name].slice(0, depth), name === 'bids');
        frame.book = {
            ...{ symbol, depth, state: 'live', priceDecimals, sizeDecimals },
            ...(told === undefined ? {} : { previous: this.losesBook ? told.number - 1 : told.number }),
            ...{ number: book.number, time: instrument.time, phase: 'continuous' },
            ...{ bids: side('bids'), asks: side('asks') },
        };
        const fresh = told === undefined ? [] : tradesOf(instrument).filter(([id]) => Number(id) >= this.toldTrades);
        if (fresh.length > 0) {
            frame.book.trades = fresh;
        }
        this.losesBook &&= told === undefined;
        this.toldBook = book;
        this.toldTrades = trades;
    }

    window() {
        const { offset, limit } = this.view.rows;
        return this.order.slice(offset, offset + limit);
    }

    windowText() {
        return `${this.view.rows.offset}:${this.window()
            .map((one) => one.id)
            .join()}`;
    }

    /** @param {number} now */
    sort(now) {
        const { search, sort, descending } = this.view.rows;
        const text = search.toUpperCase();
        const value = valueOf(sort);
        const sign = descending ? -1 : 1;
        this.orderedAt = now;
        this.order = this.market.instruments
            .filter((one) => one.symbol.includes(text))
            .sort((left, right) => {
                const a = value(left);
                const b = value(right);
                return sign * (a < b ? -1 : a > b ? 1 : left.id - right.id);
            });
    }
}

/** @param {string} sort @returns {(instrument: Instrument) => number | string} */
function valueOf(sort) {
    switch (sort) {
        case 'last':
            return (one) => one.last / 10 ** one.priceDecimals;
        case 'change':
            return (one) => (one.last - one.open) / one.open;
        case 'volume':
            return (one) => one.volume;
        case 'time':
            return (one) => one.time;
        default:
            return (one) => one.symbol;
    }
}

/** @param {Instrument} one */
export function rowOf(one) {
    const vwap = Math.round(one.turnover / one.volume);
    return [one.id, one.time, one.last, one.open, one.high, one.low, one.volume, vwap, one.trades, one.signal];
}

/** @param {any} view @param {FakeMarket} market @param {number} allowedDepth @returns {string | undefined} */
function faultOf(view, market, allowedDepth) {
    const rows = view.rows ?? {};
    if (typeof rows.search !== 'string' || rows.search.length > 32) {
        return `rows.search: ${JSON.stringify(rows.search)} is not a text of at most 32 characters`;
    }
    if (!SORTS.includes(rows.sort)) {
        return `rows.sort: ${JSON.stringify(rows.sort)} is not one of ${SORTS.join(', ')}`;
    }
    if (!Number.isInteger(rows.offset) || rows.offset < 0) {
        return `rows.offset: ${rows.offset} is not an integer of at least 0`;
    }
    if (!Number.isInteger(rows.limit) || rows.limit < 1 || rows.limit > 200) {
        return `rows.limit: ${rows.limit} is not an integer from 1 to 200`;
    }
    if (view.chart !== null && !PERIODS.includes(view.chart?.period)) {
        return `chart.period: ${JSON.stringify(view.chart?.period)} is not one of ${PERIODS.join(', ')}`;
    }
    if (view.chart !== null && !market.bySymbol.has(view.chart.symbol)) {
        return `chart.symbol: ${JSON.stringify(view.chart.symbol)} is not a known symbol`;
    }
    if ((view.book ?? null) !== null && !market.bySymbol.has(view.book.symbol)) {
        return `book.symbol: ${JSON.stringify(view.book.symbol)} is not a known symbol`;
    }
    if ((view.book ?? null) !== null && !(view.book.depth >= 1 && view.book.depth <= allowedDepth)) {
        return `book.depth: ${view.book.depth} is not an integer from 1 to ${allowedDepth}`;
    }
    return undefined;
}
