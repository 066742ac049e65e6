import { byId } from '../shell/dom.ts';
import { showFault, wordsOf } from './fault.ts';

/** Asks who trades. The password leaves this dialog for the gateway alone and is forgotten. */
export class SignInDialog {
  private readonly dialog = byId<HTMLDialogElement>('sign-in-dialog');
  private readonly user = byId<HTMLInputElement>('user');
  private readonly password = byId<HTMLInputElement>('password');
  private readonly submit = byId<HTMLButtonElement>('sign-in-submit');

  constructor(private readonly signIn: (user: string, password: string) => Promise<void>) {
    byId('sign-in').addEventListener('click', () => this.open(undefined));
    byId('sign-in-cancel').addEventListener('click', () => this.dialog.close());
    byId('sign-in-form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submitted();
    });
    this.dialog.addEventListener('close', () => (this.password.value = ''));
  }

  /** @param reason why it opens by itself */
  open(reason: string | undefined): void {
    showFault('sign-in', reason);
    this.dialog.showModal();
    (this.user.value === '' ? this.user : this.password).focus();
  }

  private async submitted(): Promise<void> {
    showFault('sign-in', undefined);
    this.submit.disabled = true;
    try {
      await this.signIn(this.user.value.trim(), this.password.value);
      this.dialog.close();
    } catch (error) {
      showFault('sign-in', wordsOf(error));
      this.password.select();
    } finally {
      this.submit.disabled = false;
    }
  }
}
