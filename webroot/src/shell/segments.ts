import { byId } from './dom.ts';

/** A row of buttons of which one is chosen: arrows step, one tab stop for all. */
export class Segments<V extends string> {
  private readonly buttons: HTMLButtonElement[];
  private value: V;

  constructor(
    id: string,
    start: V,
    private readonly changed: (value: V) => void,
  ) {
    const root = byId(id);
    this.buttons = [...root.querySelectorAll<HTMLButtonElement>('button')];
    this.value = start;
    for (const button of this.buttons) {
      button.addEventListener('click', () => this.set(button.value as V));
    }
    root.addEventListener('keydown', (event) => this.pressed(event));
    this.show();
  }

  get current(): V {
    return this.value;
  }

  set(value: V): void {
    if (value !== this.value) {
      this.value = value;
      this.show();
      this.changed(value);
    }
  }

  /** To a neighbour, from the last to the first and back. */
  step(by: 1 | -1): void {
    const count = this.buttons.length;
    const index = (this.buttons.findIndex((button) => button.value === this.value) + by + count) % count;
    this.set(this.buttons[index]?.value as V);
  }

  private show(): void {
    for (const button of this.buttons) {
      const isChecked = button.value === this.value;
      button.setAttribute('aria-checked', String(isChecked));
      button.tabIndex = isChecked ? 0 : -1;
    }
  }

  private pressed(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      this.step(by);
      this.buttons.find((button) => button.value === this.value)?.focus();
    }
  }
}
