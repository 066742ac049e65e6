import type { Clock } from '../clock.ts';
import { asFrame, type Frame, type View } from '../frame/wire.ts';
import { pauseBefore } from './backoff.ts';
import { isSilent, next, starting, type Happening, type Health } from './health.ts';
import type { Failure, OpenSocket, Socket } from './socket.ts';

const VIEW_ADDRESS = 'bourse.view';
/** Views go out at most so often; the server's frames are no faster. */
const VIEW_EVERY = 100;
const LOOK_EVERY = 250;

/** What a link tells the page. */
export interface LinkListener {
  /** A new connection: what the page knows is of the old one. */
  connected(): void;
  frame(frame: Frame): void;
  health(health: Health): void;
  /** The server refused a view. */
  refused(failure: Failure, view: View): void;
}

/** Counters that only rise, and what the link is doing; the page shows them as `window.bourse`. */
export interface LinkCounters {
  frames: number;
  bytes: number;
  skipped: number;
  gaps: number;
  malformed: number;
  connections: number;
  viewsSent: number;
}

/**
 * Keeps one connection to the server, as docs/protocol/browser.md says: registers, says its view, acknowledges each
 * frame, notices gaps and silence, and
 * connects again after a growing pause.
 */
export class Link {
  readonly counters: LinkCounters = {
    frames: 0,
    bytes: 0,
    skipped: 0,
    gaps: 0,
    malformed: 0,
    connections: 0,
    viewsSent: 0,
  };

  health: Health;
  /** When the next attempt starts, by the clock; undefined while one runs or the link is up. */
  retryAt: number | undefined;

  private socket: Socket | undefined;
  private client = '';
  private isOpen = false;
  private sequence = 0;
  private attempts = 0;
  private wanted: View | undefined;
  private sent = '';
  private sentAt = -Infinity;
  private cancelRetry: () => void = () => undefined;
  private cancelSend: (() => void) | undefined;

  constructor(
    private readonly open: OpenSocket,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly newClient: () => string,
    private readonly listener: LinkListener,
  ) {
    this.health = starting(clock.now());
  }

  start(): void {
    this.attempt();
    this.look();
  }

  /** Says what the page shows from now on. The same view again costs nothing. */
  show(view: View): void {
    this.wanted = view;
    if (!this.isOpen || this.cancelSend !== undefined) {
      return;
    }
    const wait = this.sentAt + VIEW_EVERY - this.clock.now();
    if (wait <= 0) {
      this.sendView();
    } else {
      this.cancelSend = this.clock.after(wait, () => {
        this.cancelSend = undefined;
        this.sendView();
      });
    }
  }

  /**
   * Shows the server a key or an access token, which allows deeper books for as long as this connection lasts;
   * `answered` hears why not, or how deep.
   */
  authenticate(key: string, answered: (failure: Failure | undefined, depth: number) => void): void {
    if (!this.isOpen) {
      answered({ code: 0, message: 'not connected' }, 0);
      return;
    }
    const client = this.client;
    this.socket?.send(VIEW_ADDRESS, { op: 'authenticate', client, key }, (failure, answer) => {
      if (client === this.client) {
        const depth = (answer as { depth?: unknown } | undefined)?.depth;
        answered(failure, typeof depth === 'number' ? depth : 0);
      }
    });
  }

  /** Tries now instead of after the pause: the person asked, or the network came back. */
  retryNow(): void {
    if (this.retryAt !== undefined) {
      this.cancelRetry();
      this.attempt();
    }
  }

  private attempt(): void {
    this.retryAt = undefined;
    this.sequence = 0;
    this.isOpen = false;
    this.client = this.newClient();
    this.happened({ kind: 'attempt' });
    // A socket that was given up may still speak: only the newest is listened to.
    const client = this.client;
    const isCurrent = (): boolean => this.client === client && this.retryAt === undefined;
    this.socket = this.open({
      opened: () => isCurrent() && this.opened(),
      message: (body) => isCurrent() && this.received(body),
      received: (bytes) => {
        this.counters.bytes += bytes;
      },
      closed: () => isCurrent() && this.drop('closed'),
    });
  }

  private opened(): void {
    this.isOpen = true;
    this.counters.connections++;
    this.sent = '';
    this.socket?.register(`frames.${this.client}`);
    this.happened({ kind: 'opened' });
    this.listener.connected();
    this.sendView();
  }

  private received(body: unknown): void {
    const frame = asFrame(body);
    if (frame === undefined) {
      this.counters.malformed++;
      return;
    }
    if (frame.sequence !== this.sequence + 1) {
      this.counters.gaps++;
      this.drop('gap');
      return;
    }
    this.sequence = frame.sequence;
    this.attempts = 0;
    this.counters.frames++;
    this.counters.skipped += frame.skipped;
    this.happened({ kind: 'frame', live: frame.live });
    this.listener.frame(frame);
    // After the page took it: a page that cannot keep up gives no credit, and the server conflates.
    this.socket?.send(VIEW_ADDRESS, { op: 'acknowledge', client: this.client, sequence: frame.sequence });
  }

  private sendView(): void {
    const view = this.wanted;
    if (view === undefined || !this.isOpen) {
      return;
    }
    const said = JSON.stringify(view);
    if (said === this.sent) {
      return;
    }
    this.sent = said;
    this.sentAt = this.clock.now();
    this.counters.viewsSent++;
    const client = this.client;
    this.socket?.send(VIEW_ADDRESS, { op: 'view', client, ...view }, (failure) => {
      if (failure !== undefined && client === this.client) {
        this.listener.refused(failure, view);
      }
    });
  }

  private drop(cause: 'closed' | 'gap' | 'silence'): void {
    const pause = pauseBefore(this.attempts++, this.random);
    this.retryAt = this.clock.now() + pause;
    this.isOpen = false;
    this.cancelSend?.();
    this.cancelSend = undefined;
    this.socket?.close();
    this.socket = undefined;
    this.cancelRetry = this.clock.after(pause, () => this.attempt());
    this.happened({ kind: 'dropped', cause });
  }

  private look(): void {
    if (isSilent(this.health, this.clock.now())) {
      this.drop('silence');
    } else {
      this.happened({ kind: 'time' });
    }
    this.clock.after(LOOK_EVERY, () => this.look());
  }

  private happened(what: Happening): void {
    const before = this.health;
    this.health = next(before, what, this.clock.now());
    if (before.phase !== this.health.phase || before.cause !== this.health.cause) {
      this.listener.health(this.health);
    }
  }
}
