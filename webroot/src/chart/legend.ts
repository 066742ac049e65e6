import { formatCompact, formatScaled } from '../format/number.ts';
import { formatMinute } from '../format/time.ts';
import type { BarTuple } from '../frame/wire.ts';
import { byId, setText } from '../shell/dom.ts';

/** The figures of one bar above the candles: the one under the crosshair, or the newest. */
export class Legend {
  private readonly element = byId('legend');
  private readonly cells = [...this.element.querySelectorAll('b')];

  show(bar: BarTuple | undefined, priceDecimals: number, sizeDecimals: number): void {
    this.element.hidden = bar === undefined;
    if (bar === undefined) {
      return;
    }
    const [start, open, high, low, close, volume] = bar;
    const prices = [open, high, low, close].map((price) => formatScaled(price, priceDecimals));
    const texts = [formatMinute(start), ...prices, formatCompact(volume, sizeDecimals)];
    this.cells.forEach((cell, index) => setText(cell, texts[index] ?? ''));
  }
}
