import type { Phase } from '../connection/health.ts';
import type { LinkCounters } from '../connection/link.ts';
import type { View } from '../frame/wire.ts';

/** What `window.bourse` gives to tests and to curious people. Reading it changes nothing; README.md lists it. */
export interface Diagnostics extends Readonly<LinkCounters> {
  readonly connection: Phase;
  /** Rows on the screen that show an instrument. */
  readonly rowsShown: number;
  /** Row elements in the document: bounded by the screen, whatever the number of instruments. */
  readonly rowElements: number;
  readonly total: number;
  readonly signals: number;
  readonly signalsSkipped: number;
  readonly bars: number;
  /** Why there is an order book or none; the number of the exchange's output that changed it last, and its depth. */
  readonly book: string;
  readonly bookNumber: number | undefined;
  readonly bookDepth: number;
  /** Levels on the screen, and parts of frames that moved them. */
  readonly levels: number;
  readonly bookParts: number;
  /** Changes that did not fit to the book that was here. */
  readonly bookGaps: number;
  readonly trades: number;
  /** `none` where this page does not trade, `out` where nobody is signed in, `live` where all is told, else `lost`. */
  readonly trading: string;
  readonly openOrders: number;
  readonly executions: number;
  readonly chosen: string | undefined;
  readonly period: string;
  readonly theme: string;
  /** What the page last said that it shows. */
  readonly view: View;
}

declare global {
  interface Window {
    bourse: Diagnostics;
  }
}

/** Publishes live getters, so that a reader always sees the present. */
export function publish(read: () => Diagnostics): void {
  Object.defineProperty(window, 'bourse', { get: read, configurable: false });
}
