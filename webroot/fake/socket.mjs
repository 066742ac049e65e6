import { createHash } from 'node:crypto';

/** As much of WebSocket as the fake gateway needs: short texts both ways. */

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** @typedef {{say: (message: object) => void, cut: () => void}} Client */

/**
 * Accepts an upgrade; `heard` hears each message as an object, `gone` that the client is gone.
 * @param {import('node:http').IncomingMessage} request @param {import('node:stream').Duplex} socket
 * @param {(message: any) => void} heard @param {() => void} gone @returns {Client}
 */
export function accept(request, socket, heard, gone) {
    const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
    socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    );
    let rest = Buffer.alloc(0);
    socket.on('data', (bytes) => {
        rest = Buffer.concat([rest, bytes]);
        for (let frame = read(rest); frame !== undefined; frame = read(rest)) {
            rest = rest.subarray(frame.length);
            if (frame.kind === 1) {
                heard(JSON.parse(frame.text));
            } else if (frame.kind === 8) {
                socket.end();
            }
        }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', gone);
    return { say: (message) => socket.write(written(JSON.stringify(message))), cut: () => socket.destroy() };
}

/** The first whole frame of a client, if it is there. @param {Buffer} bytes */
function read(bytes) {
    if (bytes.length < 6) {
        return undefined;
    }
    const short = (bytes[1] ?? 0) & 0x7f;
    const start = short === 126 ? 4 : 2;
    const size = short === 126 ? bytes.readUInt16BE(2) : short;
    const length = start + 4 + size;
    if (bytes.length < length) {
        return undefined;
    }
    const mask = bytes.subarray(start, start + 4);
    const text = Buffer.from(bytes.subarray(start + 4, length)).map((byte, place) => byte ^ (mask[place % 4] ?? 0));
    return { kind: (bytes[0] ?? 0) & 0x0f, length, text: Buffer.from(text).toString() };
}

/** @param {string} text */
function written(text) {
    const body = Buffer.from(text);
    const head = Buffer.alloc(body.length < 126 ? 2 : 4);
    head[0] = 0x81;
    head[1] = body.length < 126 ? body.length : 126;
    if (body.length >= 126) {
        head.writeUInt16BE(body.length, 2);
    }
    return Buffer.concat([head, body]);
}
