import { formatScaled } from '../format/number.ts';
import { formatClock } from '../format/time.ts';
import type { Aggressor, TradeTuple } from '../frame/wire.ts';
import { make, setText } from '../shell/dom.ts';
import type { Scale } from './level-rows.ts';

const SIGNS: Readonly<Record<Aggressor, readonly [sign: string, word: string, way: string]>> = {
  buy: ['▲', 'bought', 'up'],
  sell: ['▼', 'sold', 'down'],
  auction: ['◆', 'matched by an auction', 'flat'],
};

/** The last trades, newest first; the sign says whose order took the other, by its shape and not its colour alone. */
export class TradeRows {
  private shown = '';

  constructor(private readonly body: HTMLElement) {}

  show(trades: readonly TradeTuple[], scale: Scale): void {
    const shown = `${trades[0]?.[0]}/${trades.length}/${scale.price}`;
    if (shown === this.shown) {
      return;
    }
    this.shown = shown;
    while (this.body.childElementCount > trades.length) {
      this.body.lastElementChild?.remove();
    }
    while (this.body.childElementCount < trades.length) {
      this.body.append(make('tr', '', make('td', 'number'), make('td', 'number'), make('td', 'number')));
    }
    trades.forEach((trade, index) => this.row(this.body.children[index] as HTMLElement, trade, scale));
  }

  private row(row: HTMLElement, [, time, price, size, aggressor]: TradeTuple, scale: Scale): void {
    const [when, what, how] = row.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    const [sign, word, way] = SIGNS[aggressor] ?? SIGNS.auction;
    setText(when, formatClock(time));
    setText(what, `${sign} ${formatScaled(price, scale.price)}`);
    what.className = `number ${way}`;
    what.title = word;
    setText(how, formatScaled(size, scale.size));
  }
}
