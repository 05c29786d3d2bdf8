import { utf8Encode } from '../../../src/base/bytes';

/**
 * Messages by formula, so that ten million of them need no memory. They are input for the grid's own tests and its
 * benchmark; what flows through real sockets is tested elsewhere.
 */
export interface SyntheticMessages {
  readonly socketType: string;
  /** @returns the frames of a row, always the same. */
  frames(row: number): readonly Uint8Array[];
  readonly topicFrame: number;
  direction(row: number): 'in' | 'out';
  /** Nanoseconds since the first row. */
  elapsedNs(row: number): bigint;
}

const symbols = ['AAPL', 'MSFT', 'NVDA'];

/** A pseudo-random number from 0 to 1 for a row. */
function noise(row: number, salt: number): number {
  let x = Math.imul(row + 1, 2654435761) ^ Math.imul(salt + 1, 40503);
  x = Math.imul(x ^ (x >>> 15), 2246822519);
  return ((x ^ (x >>> 13)) >>> 0) / 4294967296;
}

const every = 4_137_000n;

/** `ticks.NVDA` and a JSON quote; now and then a sensor value in MessagePack and a heartbeat. */
export const marketData: SyntheticMessages = {
  socketType: 'SUB',
  topicFrame: 0,
  direction: () => 'in',
  elapsedNs: (row) => BigInt(row) * every + BigInt(Math.floor(noise(row, 9) * 900_000)),
  frames(row) {
    if (row % 97 === 96) return [utf8Encode('heartbeat'), new Uint8Array()];
    if (row % 40 === 39) {
      const value = new Uint8Array([
        0x82,
        0xa4,
        ...utf8Encode('temp'),
        0xcb,
        ...float(20 + noise(row, 1)),
        0xa2,
        ...utf8Encode('ok'),
        0xc3,
      ]);
      return [utf8Encode(row % 80 === 39 ? 'sensors.temp' : 'sensors.rpm'), value];
    }
    const symbol = symbols[row % symbols.length]!;
    const quote = {
      symbol,
      price: Number((184 + noise(row, 2)).toFixed(2)),
      size: 100 + 100 * Math.floor(4 * noise(row, 3)),
      venue: 'XNAS',
      book: { bid: Number((183 + noise(row, 4)).toFixed(2)), ask: Number((185 + noise(row, 5)).toFixed(2)) },
    };
    return [utf8Encode(`ticks.${symbol}`), utf8Encode(JSON.stringify(quote))];
  },
};

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

const hostileFrames: readonly (readonly (string | Uint8Array)[])[] = [
  ['html', '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><b>bold</b>'],
  ['<svg onload=window.pwned=1>', '{"<b>key</b>":"</pre><script>window.pwned=1</script>"}'],
  ['rtl.\u202egnp.exe', 'before\u202eafter \u0007bell \u0000nul \u001b[31mred\u001b[0m'],
  ['arabic', 'مرحبا بالعالم, English after'],
  [Uint8Array.of(0x00, 0x0a, 0xff, 0x1b, 0x7f), Uint8Array.from({ length: 64 }, (_, i) => i * 4)],
  ['t'.repeat(240), 'a very long topic'],
  ['worker-0123456789-0123456789-0123456789x', 'a routing id of 40 characters'],
  ['empty', ''],
  [''],
  ['one frame only'],
  ['long', 'x'.repeat(5000)],
  ['lines', 'first\nsecond\n\tthird'],
  ['emoji', '👩‍👩‍👧‍👦 family, ✨ and a lone \ud83d surrogate'],
];

/** Everything that a careless page would trip over. */
export const hostileMessages: SyntheticMessages = {
  socketType: 'SUB',
  topicFrame: 0,
  direction: () => 'in',
  elapsedNs: (row) => BigInt(row) * 250_000_000n,
  frames: (row) =>
    hostileFrames[row % hostileFrames.length]!.map((frame) =>
      typeof frame === 'string' ? utf8Encode(frame) : frame,
    ),
};

/** Requests of two peers and the answers to them, behind routing ids. */
export const routerTraffic: SyntheticMessages = {
  socketType: 'ROUTER',
  topicFrame: 0,
  direction: (row) => (row % 2 === 0 ? 'in' : 'out'),
  elapsedNs: (row) => BigInt(row) * 61_000_000n,
  frames(row) {
    const request = row >> 1;
    const id = request % 2 === 0 ? utf8Encode('worker-1') : Uint8Array.of(0, 0x6b, 0x8b, 0x45, 0x67);
    const body = row % 2 === 0 ? { request, task: 'resize' } : { request, done: true };
    return [id, new Uint8Array(), utf8Encode(JSON.stringify(body))];
  },
};

/** Messages of many frames and of large ones. */
export const heavyMessages: SyntheticMessages = {
  socketType: 'PULL',
  topicFrame: -1,
  direction: () => 'in',
  elapsedNs: (row) => BigInt(row) * 1_000_000_000n,
  frames(row) {
    if (row % 2 === 0) return Array.from({ length: 5000 }, (_, i) => utf8Encode(`frame ${i}`));
    return [utf8Encode('head'), new Uint8Array(3 * 1024 * 1024).fill(0x61)];
  },
};

const items = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `item ${id}`, price: id / 8 }));
const largeJson = utf8Encode(JSON.stringify({ items, end: true }));

/** Single frames that have little in common: JSON of a megabyte, a byte, two hundred bytes. */
export const unlikeFrames: SyntheticMessages = {
  socketType: 'SUB',
  topicFrame: 0,
  direction: () => 'in',
  elapsedNs: (row) => BigInt(row) * 1_000_000n,
  frames(row) {
    const bodies = [
      largeJson,
      Uint8Array.of(7),
      Uint8Array.from({ length: 200 }, (_, i) => (i * 37 + 129) % 256),
    ];
    return [utf8Encode('unlike'), bodies[row % bodies.length]!];
  },
};

/** A topic of its own for every message, up to 300. */
export const manyTopics: SyntheticMessages = {
  socketType: 'SUB',
  topicFrame: 0,
  direction: () => 'in',
  elapsedNs: (row) => BigInt(row) * 1_000_000n,
  frames: (row) => [utf8Encode(`device${row % 300}`), utf8Encode('on')],
};

export const messageKinds = {
  marketData,
  hostileMessages,
  routerTraffic,
  heavyMessages,
  unlikeFrames,
  manyTopics,
};
export type MessageKind = keyof typeof messageKinds;
