import { utf8Decode, utf8Encode } from '../../base/bytes';
import { WorkbenchError } from '../../base/workbenchError';
import { type SocketType, traitsOf } from '../../model/socketType';
import type { NativeSocket } from '../native';

/**
 * The draft types keep the routing id (SERVER, RFC 41) and the group (RADIO and DISH, RFC 48) beside their single
 * frame. Sessions show and take them as a first frame: SERVER 4 bytes big-endian, RADIO and DISH the group's name.
 */

/** @returns what receives one message's frames from the socket; the plain types have no step in between. */
export function receiver(type: SocketType, socket: NativeSocket): () => Promise<Uint8Array[]> {
  switch (type) {
    case 'SERVER':
      return async () => {
        const [body, meta] = (await socket.receive()) as unknown as [Uint8Array, { routingId: number }];
        const id = new Uint8Array(4);
        new DataView(id.buffer).setUint32(0, meta.routingId);
        return [id, body];
      };
    case 'DISH':
      return async () => {
        const [body, { group }] = (await socket.receive()) as unknown as [Uint8Array, { group: Uint8Array }];
        return [group, body];
      };
    default:
      return () => socket.receive();
  }
}

/** @returns what hands one message's frames to the socket. Rejects with a WorkbenchError where their number is wrong. */
export function sender(
  type: SocketType,
  socket: NativeSocket,
): (frames: readonly Uint8Array[]) => Promise<void> {
  switch (type) {
    case 'SERVER':
      return async (frames) => {
        const [id, body] = twoFrames(frames, 'A SERVER message is a routing id of 4 bytes and one frame');
        if (id.length !== 4) throw wrongFrames(`A SERVER's routing id has 4 bytes; this has ${id.length}.`);
        const routingId = new DataView(id.buffer, id.byteOffset, 4).getUint32(0);
        await socket.send([body], { routingId });
      };
    case 'RADIO':
      return async (frames) => {
        const [group, body] = twoFrames(frames, 'A RADIO message is a group and one frame');
        if (group.length > 255 || group.includes(0)) {
          throw wrongFrames('A group has at most 255 bytes, none of them zero (RFC 48).');
        }
        await socket.send([body], { group });
      };
    case 'DGRAM':
      return async (frames) => {
        const [address, body] = twoFrames(frames, 'A DGRAM message is an address and one frame');
        // Received addresses end in a NUL. libzmq gets stuck on addresses it cannot read.
        const text = utf8Decode(address)?.replace(/\0$/, '') ?? '';
        if (!/^.+:\d{1,5}$/.test(text)) {
          throw wrongFrames(
            'The first frame of a DGRAM message is the address to send to, as 127.0.0.1:5555.',
          );
        }
        await socket.send([utf8Encode(text), body]);
      };
    default: {
      // One frame by itself costs less than in an array.
      if (!traitsOf(type).singleFrame) {
        return (frames) => socket.send(frames.length === 1 ? frames[0]! : frames);
      }
      return async (frames) => {
        if (frames.length === 1) return socket.send(frames);
        throw wrongFrames(`A ${type} message is exactly one frame; this has ${frames.length}.`);
      };
    }
  }
}

function twoFrames(frames: readonly Uint8Array[], rule: string): [Uint8Array, Uint8Array] {
  const [first, second] = frames;
  if (first && second && frames.length === 2) return [first, second];
  throw wrongFrames(`${rule}, two frames in all; this has ${frames.length}.`);
}

function wrongFrames(message: string): WorkbenchError {
  return new WorkbenchError({ code: 'send/wrongFrames', message });
}
