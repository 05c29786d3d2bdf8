import * as fc from 'fast-check';

/** Frames of all the sizes that are framed differently: empty, short, 255 and 256 bytes, long; any bytes. */
export const anyFrame: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.constant(new Uint8Array(0)),
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: 250, max: 260 }).map((length) => new Uint8Array(length).fill(length)),
  fc.uint8Array({ minLength: 256, maxLength: 2000 }),
);

export const anyMessage: fc.Arbitrary<Uint8Array[]> = fc.array(anyFrame, { minLength: 1, maxLength: 6 });

export const anyMessages: fc.Arbitrary<{ outgoing: boolean; frames: Uint8Array[] }[]> = fc.array(
  fc.record({ outgoing: fc.boolean(), frames: anyMessage }),
  { maxLength: 60 },
);
