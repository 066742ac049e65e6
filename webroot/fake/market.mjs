/**
 * A market for development and browser tests: the same seed gives the same instruments, ticks, bars and signals.
 * Prices and sizes are scaled integers,
 * as on the wire.
 */

/**
 * @typedef {{id: number, symbol: string, priceDecimals: number, sizeDecimals: number, tickSize: number, last: number, open: number, high: number, low: number, volume: number, turnover: number, trades: number, time: number, signal: string | null, ticks: {time: number, price: number, size: number}[], isListed: boolean}} Instrument
 */
/**
 * @typedef {{sequence: number, time: number, instrument: number, symbol: string, engine: string, version: number, class: string, strength: number, price: number, priceDecimals: number}} Signal
 */
/** @typedef {[number, number, number, number, number, number, number]} Bar */

const PERIOD_MILLIS = {
    '1m': 60_000,
    '5m': 300_000,
    '1h': 3_600_000,
    '1d': 86_400_000,
    '1w': 604_800_000,
    '1mo': 2_592_000_000,
};
/** What the newest signals may be before the first tick; null is none. */
const SIGNALS = ['INSIDE', 'INSIDE', 'INSIDE', 'NEW_HIGH', 'NEW_LOW', null];
const MOST_SIGNALS = 1_000;

/** @param {number} seed @returns {() => number} uniform in [0, 1) */
export function randomOf(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}

export class FakeMarket {
    /** @type {Instrument[]} */
    instruments = [];
    /** @type {Signal[]} newest last */
    signals = [];
    /** @type {Map<string, Instrument>} */
    bySymbol = new Map();
    sequence = 0;
    /** @type {(instrument: Instrument) => void} */
    onTick = () => undefined;
    /** @type {(signal: Signal) => void} */
    onSignal = () => undefined;

    /** @param {{seed: number, count: number, now: number}} options */
    constructor({ seed, count, now }) {
        this.random = randomOf(seed);
        this.sessionStart = now - 3 * 3_600_000;
        /** @type {Map<string, Bar[]>} */
        this.history = new Map();
        for (let id = 0; id < count; id++) {
            const instrument = this.create(id, now);
            this.instruments.push(instrument);
            this.bySymbol.set(instrument.symbol, instrument);
        }
    }

    /** @param {number} id @param {number} now @returns {Instrument} */
    create(id, now) {
        const priceDecimals = id % 23 === 7 ? 4 : 2;
        const unit = 10 ** priceDecimals;
        const open = Math.round((id < KNOWN.length ? 60 + this.random() * 500 : 8 + this.random() ** 3 * 900) * unit);
        const last = Math.max(1, Math.round(open * (1 + this.normal() * 0.015)));
        const volume = Math.round(10 ** (3 + this.random() * 4.3));
        return {
            id,
            symbol: symbolOf(id),
            priceDecimals,
            sizeDecimals: 0,
            tickSize: 1,
            open,
            last,
            high: Math.round(Math.max(open, last) * (1 + this.random() * 0.008)),
            low: Math.round(Math.min(open, last) * (1 - this.random() * 0.008)),
            volume,
            turnover: volume * Math.round((open + last) / 2),
            trades: Math.ceil(volume / 140),
            time: now - Math.floor(this.random() * 60_000),
            signal: SIGNALS[Math.floor(this.random() * SIGNALS.length)] ?? null,
            ticks: [],
            // An instrument of some other market: it has prices, and no order book here.
            isListed: id % 50 !== 49,
        };
    }

    /** One trade of a random instrument; busy ones trade more often. @param {number} now */
    tick(now) {
        const instrument = this.instruments[Math.floor(this.random() ** 1.7 * this.instruments.length)];
        if (instrument === undefined) {
            return;
        }
        const price = Math.max(1, instrument.last + Math.round(instrument.last * this.normal() * 0.0002));
        this.trade(instrument, price, Math.ceil(this.random() ** 3 * 40) * 10, now);
    }

    /** @param {Instrument} instrument @param {number} price @param {number} size @param {number} now */
    trade(instrument, price, size, now) {
        instrument.last = price;
        instrument.time = now;
        instrument.volume += size;
        instrument.turnover += price * size;
        instrument.trades++;
        instrument.ticks.push({ time: now, price, size });
        if (instrument.ticks.length > 50) {
            instrument.ticks.shift();
        }
        for (const [key, bars] of this.history) {
            if (key.startsWith(`${instrument.symbol}/`)) {
                extend(
                    bars,
                    PERIOD_MILLIS[/** @type {keyof typeof PERIOD_MILLIS} */ (key.split('/')[1])],
                    price,
                    size,
                    now,
                );
            }
        }
        this.classify(instrument, price, now);
        instrument.high = Math.max(instrument.high, price);
        instrument.low = Math.min(instrument.low, price);
        this.onTick(instrument);
    }

    /** @param {Instrument} instrument @param {number} price @param {number} now */
    classify(instrument, price, now) {
        const name = price > instrument.high ? 'NEW_HIGH' : price < instrument.low ? 'NEW_LOW' : 'INSIDE';
        const before = instrument.signal ?? 'INSIDE';
        if (name === before) {
            return;
        }
        instrument.signal = name;
        const signal = {
            sequence: ++this.sequence,
            time: now,
            instrument: instrument.id,
            symbol: instrument.symbol,
            engine: 'range',
            version: 1,
            class: name,
            strength: Math.round(this.random() * 10_000),
            price,
            priceDecimals: instrument.priceDecimals,
        };
        this.signals.push(signal);
        if (this.signals.length > MOST_SIGNALS) {
            this.signals.shift();
        }
        this.onSignal(signal);
    }

    /**
     * The newest `limit` bars, oldest first; made up on first use and extended by every trade from then on.
     * @param {Instrument} instrument
     * @param {string} period
     * @param {number} limit
     */
    bars(instrument, period, limit) {
        const key = `${instrument.symbol}/${period}`;
        let bars = this.history.get(key);
        if (bars === undefined) {
            bars = this.invent(instrument, PERIOD_MILLIS[/** @type {keyof typeof PERIOD_MILLIS} */ (period)]);
            this.history.set(key, bars);
        }
        return bars.slice(-limit);
    }

    /** @param {Instrument} instrument @param {number} length @returns {Bar[]} */
    invent(instrument, length) {
        const random = randomOf(instrument.id * 31 + length / 1000);
        /** @type {Bar[]} */
        const bars = [];
        let close = instrument.last;
        let start = instrument.time - (instrument.time % length);
        const swing = Math.min(0.03, 0.0011 * Math.sqrt(length / 60_000));
        for (let index = 0; index < 600; index++) {
            const open = Math.max(2, Math.round(close * (1 + (random() + random() - 1.008) * swing)));
            const wick = close * swing * 0.5;
            const high = Math.round(Math.max(open, close) + random() * wick);
            const low = Math.max(1, Math.round(Math.min(open, close) - random() * wick));
            const volume = Math.ceil(40 * random() ** 2 * Math.sqrt(length / 1000)) * 10;
            bars.push([start, open, high, low, close, volume, Math.ceil(volume / 100)]);
            close = open;
            start -= length;
        }
        return bars.reverse();
    }

    normal() {
        return this.random() + this.random() + this.random() + this.random() - 2;
    }
}

/** @param {Bar[]} bars @param {number} length @param {number} price @param {number} size @param {number} now */
function extend(bars, length, price, size, now) {
    const start = now - (now % length);
    const newest = bars.at(-1);
    if (newest === undefined || newest[0] < start) {
        bars.push([start, price, price, price, price, size, 1]);
        return;
    }
    newest[2] = Math.max(newest[2], price);
    newest[3] = Math.min(newest[3], price);
    newest[4] = price;
    newest[5] += size;
    newest[6]++;
}

const KNOWN =
    'AAPL MSFT NVDA AMZN GOOG META TSLA BRKB JPM V UNH XOM JNJ WMT MA PG AVGO HD CVX MRK ABBV LLY PEP KO COST BAC ADBE CSCO CRM MCD TMO ACN ABT NFLX LIN DHR AMD CMCSA NKE VZ TXN WFC DIS NEE PM INTC RTX UPS BMY QCOM HON IBM AIG SPY'.split(
        ' ',
    );

/** Well-known symbols first, then four letters counted up: AAAA, AAAC, ... @param {number} id */
function symbolOf(id) {
    if (id < KNOWN.length) {
        return /** @type {string} */ (KNOWN[id]);
    }
    let rest = id * 91;
    let text = '';
    for (let place = 0; place < 4; place++) {
        text = String.fromCharCode(65 + (rest % 26)) + text;
        rest = Math.floor(rest / 26);
    }
    return text;
}
