/** The part of the bridge's client that the page uses; it brings no types of its own. */
declare module '@vertx/eventbus-bridge-client.js' {
  export interface BridgeFailure {
    readonly failureCode?: number;
    readonly failureType?: string;
    readonly message?: string;
  }

  export interface BridgeMessage {
    readonly body: unknown;
  }

  type Handler = (failure: BridgeFailure | null | undefined, message?: BridgeMessage) => void;

  export default class EventBus {
    static readonly CONNECTING: 0;
    static readonly OPEN: 1;
    static readonly CLOSING: 2;
    static readonly CLOSED: 3;
    constructor(url: string, options?: { transports?: readonly string[]; vertxbus_ping_interval?: number });
    readonly state: 0 | 1 | 2 | 3;
    readonly sockJSConn: { onmessage: ((event: { data: string }) => void) | null };
    onopen: () => void;
    onclose: () => void;
    onerror: (failure: BridgeFailure) => void;
    registerHandler(address: string, handler: Handler): void;
    send(address: string, body: unknown, handler?: Handler): void;
    enablePing(enable: boolean): void;
    close(): void;
  }
}
