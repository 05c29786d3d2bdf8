/** Bodies that tell no two messages apart would let caches win: price and size change from one to the next. */
export const sampleSymbols = 100;
export const samplePrices = 1000;
/** Every so many messages one has the word that is searched for. */
export const rareEvery = 100_000;
export const rareWord = 'zebra';

const bodyBytes = 88;

/** @returns body number `index`: JSON of 88 bytes, with `price` from 100 to 1,099. */
export function sampleBody(index: number): Buffer {
  const venue = index % rareEvery === rareEvery - 1 ? rareWord : 'XNAS';
  const start = `{"price":${100 + (index % samplePrices)},"size":${(index * 7) % 10_000},"venue":"${venue}","note":"`;
  return Buffer.from(`${start.padEnd(bodyBytes - 2, '.')}"}`);
}

/** @returns topic and body, 100 bytes together or a few less. */
export function sampleFrames(index: number): Buffer[] {
  return [Buffer.from(`ticks.SYM${index % sampleSymbols}`), sampleBody(index)];
}

/** What a process says that wrote such messages into a recording. */
export interface WrittenRecording {
  readonly bytes: number;
  /** Of all frames. */
  readonly bodyBytes: number;
  /** Epoch ms of the first and the last message. */
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
}
