/** Why a request failed: what the bridge says of it. */
export interface Failure {
  readonly code: number;
  readonly message: string;
}

/** What a socket tells; each comes on the page's one thread. */
export interface SocketEvents {
  opened(): void;
  /** A message at the address that was registered. */
  message(body: unknown): void;
  /** Bytes of any message that came. */
  received(bytes: number): void;
  /** Comes once, unless the page closed the socket itself. */
  closed(): void;
}

/** One connection to the bridge. */
export interface Socket {
  register(address: string): void;
  /** Sends and waits for an answer where `answered` is given. */
  send(address: string, body: unknown, answered?: (failure: Failure | undefined, answer: unknown) => void): void;
  close(): void;
}

export type OpenSocket = (events: SocketEvents) => Socket;
