import { errnoOf } from './errors';

export interface ReceiveLoopOptions {
  /** Resolves with the frames of the next message, or rejects with libzmq's error. */
  readonly receive: () => Promise<Uint8Array[]>;
  readonly isClosed: () => boolean;
  /** Whether a send is under way whose outcome is not known yet. */
  readonly isSending: () => boolean;
  /** Must not throw. */
  readonly onMessage: (frames: Uint8Array[]) => void;
  /** libzmq woke us for a message and had none: it dropped one that the socket type cannot take. */
  readonly onDropped: () => void;
  /** An error that is no drop; the loop ends. */
  readonly onFailure: (error: unknown) => void;
}

/** Longest stretch without a turn of the event loop, in ms. */
const sliceMs = 8;
/** Messages between looks at the clock, and a message's frames and bytes that call for one by themselves. */
const clockInterval = 64;
const manyFrames = 256;
const manyBytes = 256 * 1024;
const sendMicrotasks = 4;
const settled = Promise.resolve();
/** Every so many drops the loop takes a breath. */
const dropInterval = 16;

/**
 * Receives until the socket closes. It calls receive() itself, since the async iterator costs two promises more per
 * message. zeromq.js resolves up to 512 messages without a turn of the event loop; large ones need turns earlier.
 */
export async function runReceiveLoop(options: ReceiveLoopOptions): Promise<void> {
  const { receive, isClosed, isSending, onMessage } = options;
  let sinceClock = 0;
  let sliceStart = performance.now();
  let drops = 0;
  for (;;) {
    let frames: Uint8Array[];
    try {
      frames = await receive();
    } catch (error) {
      if (isClosed()) return;
      const errno = errnoOf(error);
      if (errno !== 'EAGAIN' && errno !== 'EINTR') {
        options.onFailure(error);
        return;
      }
      if (errno === 'EAGAIN') options.onDropped();
      if (++drops % dropInterval === 0) await turnOfEventLoop();
      continue;
    }
    // zeromq.js looks for messages inside send() too, so a quick reply can be here before its request is taken note
    // of, which is a few microtasks away. A send that waits for a peer has nothing to do with this message.
    for (let tries = 0; tries < sendMicrotasks && isSending(); tries++) await settled;
    onMessage(frames);
    if (++sinceClock < clockInterval && !isLarge(frames)) continue;
    sinceClock = 0;
    const now = performance.now();
    if (now - sliceStart < sliceMs) continue;
    await turnOfEventLoop();
    sliceStart = performance.now();
  }
}

function isLarge(frames: readonly Uint8Array[]): boolean {
  if (frames.length > manyFrames) return true;
  let bytes = 0;
  for (let i = 0; i < frames.length; i++) bytes += frames[i]!.length;
  return bytes > manyBytes;
}

function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
