import type { Clock } from '../clock.ts';
import { NoAnswer, Refusal } from './wire.ts';

const PATIENCE = 15_000;
/** Tokens are renewed when so much of their life is over. */
const RENEW_AT = 0.75;
const RENEW_AGAIN_AFTER = 3_000;

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export interface SessionListener {
  /** There is another token now. */
  renewed(): void;
  /** The session is over though nobody signed out; why. */
  ended(reason: string): void;
}

/**
 * A person's session at the gateway. Its tokens are in this object alone: no storage, no cookie, so a page that is
 * closed or loaded again is signed out, and no other page's request carries anything of it.
 */
export class Session {
  user = '';
  private tokens: Tokens | undefined;
  private renewing: Promise<void> | undefined;
  /** Grows when somebody signs in or out: what is answered to somebody else is not heard. */
  private epoch = 0;
  private cancelRenewal: () => void = () => undefined;

  /** @param gateway its origin */
  constructor(
    private readonly gateway: string,
    private readonly clock: Clock,
    private readonly listener: SessionListener,
  ) {}

  get isOpen(): boolean {
    return this.tokens !== undefined;
  }

  get token(): string {
    return this.tokens?.accessToken ?? '';
  }

  async signIn(user: string, password: string): Promise<void> {
    const tokens = (await this.send('POST', '/v1/session', { user, password })) as Tokens;
    this.epoch++;
    this.user = user;
    this.take(tokens);
  }

  /** Forgets the tokens whatever the gateway says, and has them ended there. */
  async signOut(): Promise<void> {
    const { token } = this;
    this.forget();
    await this.send('DELETE', '/v1/session', undefined, token).catch((error: unknown) =>
      console.warn('the session was not ended at the gateway:', error),
    );
  }

  /** A call of the gateway in this session. */
  async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const { epoch } = this;
    const answer = await this.sendRenewed(method, path, body);
    if (epoch !== this.epoch) {
      throw new NoAnswer('Signed out.');
    }
    return answer;
  }

  private async sendRenewed(method: string, path: string, body: unknown): Promise<unknown> {
    const { tokens } = this;
    try {
      return await this.send(method, path, body, this.token);
    } catch (error) {
      const isStale = error instanceof Refusal && error.status === 401 && tokens !== undefined;
      if (!isStale || this.tokens === undefined) {
        throw error;
      }
      // Refused before anything was done: once more with the next token.
      if (this.tokens === tokens) {
        await this.renew();
      }
      return this.send(method, path, body, this.token);
    }
  }

  /** Changes the tokens for the next ones; a refresh token counts once, so all who ask wait for one exchange. */
  renew(): Promise<void> {
    this.renewing ??= this.exchange().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async exchange(): Promise<void> {
    const before = this.tokens;
    if (before === undefined) {
      return;
    }
    this.cancelRenewal();
    try {
      const tokens = (await this.send('PUT', '/v1/session', { refreshToken: before.refreshToken })) as Tokens;
      if (this.tokens === before) {
        this.take(tokens);
        this.listener.renewed();
      }
    } catch (error) {
      if (this.tokens === before) {
        this.notRenewed(error);
      }
      throw error;
    }
  }

  private notRenewed(error: unknown): void {
    if (error instanceof Refusal && error.status === 401) {
      this.forget();
      this.listener.ended('Your session has ended. Sign in again.');
    } else {
      this.renewAfter(RENEW_AGAIN_AFTER);
    }
  }

  private take(tokens: Tokens): void {
    this.tokens = tokens;
    this.renewAfter(tokens.expiresIn * 1_000 * RENEW_AT);
  }

  private renewAfter(millis: number): void {
    this.cancelRenewal();
    this.cancelRenewal = this.clock.after(millis, () => {
      this.renew().catch((error: unknown) => console.warn('tokens were not renewed:', error));
    });
  }

  private forget(): void {
    this.cancelRenewal();
    this.epoch++;
    this.tokens = undefined;
    this.user = '';
  }

  private async send(method: string, path: string, body?: unknown, token?: string): Promise<unknown> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    try {
      const response = await fetch(this.gateway + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE),
      });
      const answer = (await response.json()) as Record<string, string | undefined>;
      if (!response.ok) {
        throw new Refusal(
          response.status,
          answer['code'] ?? '',
          answer['detail'] ?? String(response.status),
          answer['field'],
        );
      }
      return answer;
    } catch (error) {
      throw error instanceof Refusal ? error : new NoAnswer('The gateway does not answer.', { cause: error });
    }
  }
}
