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
