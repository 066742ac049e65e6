/** Time as the page sees it; a test passes its own. Milliseconds throughout. */
export interface Clock {
  now(): number;
  /** Runs `what` once after `delay`; the function it gives cancels that. */
  after(delay: number, what: () => void): () => void;
}

/** The browser's clock. Monotonic, so that a corrected wall clock never looks like a silent server. */
export const browserClock: Clock = {
  now: () => performance.now(),
  after: (delay, what) => {
    const timer = setTimeout(what, delay);
    return () => clearTimeout(timer);
  },
};
