/** Pauses between attempts, in milliseconds. */
export interface BackoffOptions {
  readonly least: number;
  readonly most: number;
}

/** What the protocol states: 0.5 to 10 s. */
export const BACKOFF: BackoffOptions = { least: 500, most: 10_000 };

/**
 * The pause before attempt `attempt` (0 is the first): random between `least` and a bound that doubles with each
 * attempt, so that the browsers of a
 * dead server do not all come back at once.
 */
export function pauseBefore(attempt: number, random: () => number, options: BackoffOptions = BACKOFF): number {
  // 2^attempt overflows to Infinity for absurd attempts, which the minimum turns into `most` again.
  const bound = Math.min(options.most, options.least * 2 ** (attempt + 1));
  return options.least + random() * (bound - options.least);
}
