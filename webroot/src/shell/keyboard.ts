import { byId } from './dom.ts';

export interface KeyboardListener {
  search(): void;
  theme(): void;
  stepPeriod(step: 1 | -1): void;
  book(): void;
  order(): void;
}

/** Keys that work anywhere on the page, but not while something is typed. */
export class Keyboard {
  private readonly help = byId<HTMLDialogElement>('help');

  constructor(private readonly listener: KeyboardListener) {
    document.addEventListener('keydown', (event) => this.pressed(event));
    byId('help-open').addEventListener('click', () => this.help.showModal());
    this.help.addEventListener('click', (event) => {
      // The dialog's own box is its backdrop; a click inside hits a child.
      if (event.target === this.help) {
        this.help.close();
      }
    });
  }

  private pressed(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (isTyping || document.querySelector('dialog[open]') !== null || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    switch (event.key) {
      case '/':
        event.preventDefault();
        this.listener.search();
        break;
      case '?':
        this.help.showModal();
        break;
      case 't':
        this.listener.theme();
        break;
      case '[':
        this.listener.stepPeriod(-1);
        break;
      case ']':
        this.listener.stepPeriod(1);
        break;
      case 'b':
        this.listener.book();
        break;
      case 'o':
        event.preventDefault();
        this.listener.order();
        break;
      default:
    }
  }
}
