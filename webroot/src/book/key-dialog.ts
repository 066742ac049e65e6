import type { Failure } from '../connection/socket.ts';
import { byId, setText } from '../shell/dom.ts';

/** Asks for the key or access token that deep books need. It is kept by this page until it is closed, and nowhere else. */
export class KeyDialog {
  private readonly dialog = byId<HTMLDialogElement>('key-dialog');
  private readonly input = byId<HTMLInputElement>('key');

  /** `submitted` hears the key; `cancelled` that the reader has thought better of it. */
  constructor(
    private readonly submitted: (key: string) => void,
    cancelled: () => void,
  ) {
    byId('key-form').addEventListener('submit', (event) => {
      event.preventDefault();
      const key = this.input.value.trim();
      if (key === '') {
        this.fault('key: is empty; allowed is a key or an access token');
      } else {
        this.fault('');
        this.submitted(key);
      }
    });
    byId('key-cancel').addEventListener('click', () => this.dialog.close());
    this.dialog.addEventListener('close', () => {
      this.input.value = '';
      cancelled();
    });
  }

  open(): void {
    this.fault('');
    this.dialog.showModal();
    this.input.focus();
  }

  close(): void {
    this.dialog.close();
  }

  refused(failure: Failure): void {
    this.fault(failure.message);
    this.input.select();
  }

  private fault(text: string): void {
    byId('key-error').hidden = text === '';
    setText(byId('key-error'), text);
    this.input.setAttribute('aria-invalid', String(text !== ''));
  }
}
