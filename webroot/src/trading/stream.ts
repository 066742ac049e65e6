import type { Clock } from '../clock.ts';
import { pauseBefore } from '../connection/backoff.ts';
import type { AccountEvent } from './wire.ts';

/** Heartbeats come each second. */
const SILENCE = 5_000;
const SESSION_ENDED = 4002;
const NOT_LOGGED_IN = 4001;

/** One WebSocket, as far as the stream uses it. */
export interface Channel {
  send(message: object): void;
  close(): void;
}

export interface ChannelEvents {
  opened(): void;
  message(message: Record<string, any>): void;
  /** Once, unless the page closed it itself. */
  closed(code: number): void;
}

export type OpenChannel = (events: ChannelEvents) => Channel;

export interface StreamListener {
  /** The gateway knows who it is; false where that is nobody who has events. */
  entered(role: string): boolean;
  /** Takes what there is anew, and gives the sequence behind which events are wanted. */
  load(): Promise<number>;
  event(event: AccountEvent): void;
  /** Whether all that happens is told now. */
  live(isLive: boolean): void;
  /** The token is of no use any more; another comes, or the session is over. */
  renew(): Promise<void>;
}

/**
 * The events of the own account, each once and in order, over any number of connections: a new connection resumes
 * behind the last event that was taken. Where the gateway has not kept what is missing, all is loaded anew.
 */
export class EventStream {
  /** The sequence of the last event that was taken; undefined before the first loading. */
  sequence: number | undefined;

  private channel: Channel | undefined;
  /** Grows with each connection: what a former one still says is not heard. */
  private generation = 0;
  private isRunning = false;
  private attempts = 0;
  private heardAt = 0;
  private cancelTimer: () => void = () => undefined;

  constructor(
    private readonly open: OpenChannel,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly token: () => string,
    private readonly listener: StreamListener,
  ) {}

  start(): void {
    this.isRunning = true;
    this.sequence = undefined;
    this.attempts = 0;
    this.connect();
  }

  stop(): void {
    this.isRunning = false;
    this.release();
    this.sequence = undefined;
  }

  /** There is another token: the connection goes on with it. */
  renewed(): void {
    this.channel?.send({ type: 'login', id: 'renewed', token: this.token() });
  }

  private connect(): void {
    const generation = ++this.generation;
    const isCurrent = (): boolean => this.isRunning && generation === this.generation;
    this.heardAt = this.clock.now();
    this.watch();
    this.channel = this.open({
      opened: () => isCurrent() && this.channel?.send({ type: 'login', id: 'login', token: this.token() }),
      message: (message) => isCurrent() && this.heard(message),
      closed: (code) => isCurrent() && this.lost(code),
    });
  }

  private heard(message: Record<string, any>): void {
    this.heardAt = this.clock.now();
    switch (message['type']) {
      case 'event':
        this.take(message as unknown as AccountEvent);
        break;
      case 'answer':
        this.answered(message['id'] as string, message['body'] as { role?: string });
        break;
      case 'problem':
        this.refused(message['id'] as string, message['problem'] as { status?: number });
        break;
      default: // a heartbeat: that it came is all
    }
  }

  private take(event: AccountEvent): void {
    if (this.sequence === undefined || event.sequence > this.sequence) {
      this.sequence = event.sequence;
      this.listener.event(event);
    }
  }

  private answered(id: string, { role = '' }: { role?: string }): void {
    if (id === 'login') {
      if (this.listener.entered(role)) {
        void this.subscribe();
      }
    } else if (id === 'subscribe') {
      this.attempts = 0;
      this.listener.live(true);
    }
  }

  private async subscribe(): Promise<void> {
    const { generation } = this;
    try {
      const after = this.sequence ?? (await this.listener.load());
      if (generation === this.generation && this.isRunning) {
        this.sequence = after;
        this.heardAt = this.clock.now();
        this.channel?.send({ type: 'subscribe', id: 'subscribe', after });
      }
    } catch (error) {
      console.warn('the account was not loaded:', error);
      if (generation === this.generation && this.isRunning) {
        this.again();
      }
    }
  }

  private refused(id: string, problem: { status?: number }): void {
    if (problem.status === 410) {
      this.sequence = undefined;
      void this.subscribe();
    } else if (problem.status === 401) {
      this.lost(SESSION_ENDED);
    } else if (id !== 'renewed') {
      this.again();
    }
  }

  private lost(code: number): void {
    if (code === SESSION_ENDED || code === NOT_LOGGED_IN) {
      this.listener.renew().catch((error: unknown) => console.warn('tokens were not renewed:', error));
    }
    this.again();
  }

  private again(): void {
    this.release();
    if (this.isRunning) {
      this.cancelTimer = this.clock.after(pauseBefore(this.attempts++, this.random), () => this.connect());
    }
  }

  /** A connection that says nothing, not even that it lives, is given up. */
  private watch(): void {
    this.cancelTimer();
    this.cancelTimer = this.clock.after(SILENCE, () => {
      if (this.clock.now() - this.heardAt >= SILENCE) {
        this.again();
      } else {
        this.watch();
      }
    });
  }

  private release(): void {
    this.generation++;
    this.cancelTimer();
    this.channel?.close();
    this.channel = undefined;
    this.listener.live(false);
  }
}

/** The gateway's WebSocket. */
export function channelAt(gateway: string): OpenChannel {
  return (events) => {
    const socket = new WebSocket(`${gateway.replace(/^http/, 'ws')}/v1/stream`);
    socket.onopen = () => events.opened();
    socket.onmessage = ({ data }) => events.message(JSON.parse(data as string) as Record<string, any>);
    socket.onclose = ({ code }) => events.closed(code);
    return {
      send: (message) => {
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(JSON.stringify(message));
        }
      },
      close: () => {
        socket.onclose = null;
        socket.onmessage = null;
        socket.close();
      },
    };
  };
}
