import EventBus, { type BridgeFailure } from '@vertx/eventbus-bridge-client.js';
import type { Failure, OpenSocket } from './socket.ts';

/**
 * No iframe and JSONP: they need inline scripts, and every browser that shows this page has the three that remain.
 */
const TRANSPORTS = ['websocket', 'xhr-streaming', 'xhr-polling'];

const encoder = new TextEncoder();

/**
 * The real socket: the event bus bridge over SockJS at `url`. The link does the reconnecting, so the client's own
 * stays off.
 */
export function bridgeAt(url: string): OpenSocket {
  return (events) => {
    const bus = new EventBus(url, { transports: TRANSPORTS, vertxbus_ping_interval: 10_000 });
    const connection = bus.sockJSConn;
    const take = connection.onmessage;
    connection.onmessage = (event) => {
      events.received(encoder.encode(event.data).byteLength);
      take?.call(connection, event);
    };
    bus.onopen = () => events.opened();
    bus.onclose = () => events.closed();
    bus.onerror = (error) => console.error('bridge:', error.message ?? error.failureType ?? error);
    return {
      register: (address) =>
        bus.registerHandler(address, (failure, message) => {
          if (failure === null || failure === undefined) {
            events.message(message?.body);
          } else {
            console.error(`bridge: ${address}:`, failure.message);
          }
        }),
      send: (address, body, answered) => {
        if (bus.state !== EventBus.OPEN) {
          return;
        }
        if (answered === undefined) {
          bus.send(address, body);
        } else {
          bus.send(address, body, (failure, message) => answered(asFailure(failure), message?.body));
        }
      },
      close: () => {
        bus.onclose = () => undefined;
        // The client's ping would go on into a socket that is closing, and throw.
        bus.enablePing(false);
        bus.close();
      },
    };
  };
}

function asFailure(failure: BridgeFailure | null | undefined): Failure | undefined {
  return failure === null || failure === undefined
    ? undefined
    : { code: failure.failureCode ?? 0, message: failure.message ?? failure.failureType ?? 'no reason given' };
}
