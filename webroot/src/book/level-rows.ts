import { formatAligned, formatScaled } from '../format/number.ts';
import type { LevelTuple } from '../frame/wire.ts';
import { make, TextCell } from '../shell/dom.ts';

/** How the prices and sizes of a book are written. */
export interface Scale {
  readonly price: number;
  readonly size: number;
}

/**
 * One side of the ladder: a row for each level with a bar as long as its size. The rows are made once; asks stand upside
 * down, so that the best levels of both sides meet in the middle.
 */
export class LevelRows {
  private readonly rows: LevelRow[] = [];
  private sizes = new Map<number, number>();

  constructor(
    private readonly host: HTMLElement,
    private readonly side: 'bid' | 'ask',
    priceChosen: (price: number) => void,
  ) {
    host.addEventListener('click', ({ target }) => {
      const row = this.rows.find(({ element, isEmpty }) => !isEmpty && element.contains(target as Node));
      if (row !== undefined) {
        priceChosen(row.at);
      }
    });
  }

  /** Levels that are shown. */
  get length(): number {
    return this.rows.filter((row) => !row.isEmpty).length;
  }

  /** Shows so many levels, best first, with bars against the largest size of the book; `moves` marks what changed. */
  show(levels: readonly LevelTuple[], depth: number, largest: number, scale: Scale, moves: boolean): void {
    this.fit(depth);
    const sizes = new Map<number, number>();
    for (let place = 0; place < depth; place++) {
      const row = this.rows[place] as LevelRow;
      const level = levels[place];
      if (level === undefined) {
        row.clear();
        continue;
      }
      const before = this.sizes.get(level[0]);
      sizes.set(level[0], level[1]);
      row.show(level, largest, scale, moves ? Math.sign(level[1] - (before ?? 0)) : 0);
    }
    this.sizes = sizes;
  }

  private fit(depth: number): void {
    while (this.rows.length > depth) {
      this.rows.pop()?.element.remove();
    }
    while (this.rows.length < depth) {
      const row = new LevelRow(this.side);
      this.rows.push(row);
      if (this.side === 'ask') {
        this.host.prepend(row.element);
      } else {
        this.host.append(row.element);
      }
    }
  }
}

class LevelRow {
  readonly element: HTMLElement;
  isEmpty = true;
  /** The price of the level, scaled. */
  at = 0;

  private readonly bar = make('i', 'size-bar');
  private readonly price = new TextCell(cell('price number'));
  private readonly size = new TextCell(cell('size number'));
  private readonly orders = new TextCell(cell('orders number'));
  private isFlashOdd = false;

  constructor(side: 'bid' | 'ask') {
    this.bar.setAttribute('aria-hidden', 'true');
    this.element = make('div', `level ${side}`, this.price.element, this.size.element, this.orders.element, this.bar);
    this.element.setAttribute('role', 'row');
    this.element.dataset['testid'] = `${side}-level`;
    this.clear();
  }

  show([price, size, orders]: LevelTuple, largest: number, scale: Scale, way: number): void {
    this.isEmpty = false;
    this.at = price;
    this.element.classList.remove('empty');
    this.price.set(formatScaled(price, scale.price));
    this.size.set(formatAligned(size, scale.size, scale.size));
    this.orders.set(String(orders));
    const part = largest === 0 ? 0 : size / largest;
    const transform = `scaleX(${part.toFixed(3)})`;
    if (this.bar.style.transform !== transform) {
      this.bar.style.transform = transform;
    }
    if (way !== 0) {
      this.flash(way);
    }
  }

  clear(): void {
    this.isEmpty = true;
    this.element.classList.add('empty');
    this.price.set('');
    this.size.set('');
    this.orders.set('');
    this.size.element.className = 'size number';
    this.bar.style.transform = 'scaleX(0)';
  }

  /** Two names for the same animation, in turn: a new name starts it over without forcing layout. */
  private flash(way: number): void {
    this.isFlashOdd = !this.isFlashOdd;
    this.size.element.className = `size number flash-${way > 0 ? 'up' : 'down'}-${this.isFlashOdd ? 'a' : 'b'}`;
  }
}

function cell(classes: string): HTMLElement {
  const element = make('span', classes);
  element.setAttribute('role', 'cell');
  return element;
}
