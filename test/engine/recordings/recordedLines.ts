import * as fc from 'fast-check';
import { RecordEncoder } from '../../../src/engine/recordings/export/recordEncoder';
import type { ParsedLine } from '../../../src/engine/recordings/export/parseJsonLine';
import { RecordingFile } from '../../../src/engine/recordings/recordingFile';
import type { SessionDefinition } from '../../../src/model/sessionDefinition';

const encode = (text: string) => new TextEncoder().encode(text);

/** Frames that are easily changed on the way through text. */
const trickyFrames = [
  new Uint8Array(0),
  Uint8Array.of(0xff, 0xfe),
  Uint8Array.of(0xed, 0xa0, 0x80), // half a character, as some programs encode it
  Uint8Array.of(0xc0, 0x80), // overlong NUL
  Uint8Array.of(0xe2, 0x82), // cut within a character
  encode('\ufeffwith a byte order mark'),
  encode('\u2028\u2029\u0085\u0000\r\n\t\u001c'),
  encode('{"base64":"AAAA"}'),
  encode('"quoted" \\ back'),
  encode('𝄞 ä €'),
];

const frame: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.constantFrom(...trickyFrames),
  fc.uint8Array({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }).map(encode),
  fc.integer({ min: 250, max: 70_000 }).map((length) => new Uint8Array(length).fill(length)),
);

const eventJson: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.jsonValue().map((value) => encode(JSON.stringify(value))),
  // what JSON.parse and JSON.stringify would change
  fc.constantFrom('{"a":1,"a":2}', '{ "spaced" : 1.0 }', 'no JSON', '"\u2028"').map(encode),
  fc.uint8Array({ maxLength: 20 }),
);

const sequence = fc.oneof(fc.nat({ max: 100 }), fc.constantFrom(0, 0xffffffff));

/** A record, and whether a chunk ends behind it. */
export interface RecordedLine {
  readonly line: ParsedLine;
  readonly endsChunk: boolean;
}

/** Messages and events in any order, at times that never go back. */
export const anyRecords: fc.Arbitrary<RecordedLine[]> = fc
  .array(
    fc.record({
      stepNs: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 12n })),
      endsChunk: fc.boolean(),
      body: fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({ outgoing: fc.boolean(), frames: fc.array(frame, { maxLength: 5 }) }),
        },
        { weight: 1, arbitrary: eventJson },
      ),
      sequence,
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let timeNs = 1_700_000_000_000_000_000n;
    return steps.map(({ stepNs, endsChunk, body, sequence: number }) => {
      timeNs += stepNs;
      const common = { timeNs, sequence: number };
      const line: ParsedLine =
        body instanceof Uint8Array
          ? { kind: 'event', ...common, json: body }
          : { kind: 'message', ...common, ...body };
      return { line, endsChunk };
    });
  });

export async function writeOwnFile(
  file: string,
  definition: SessionDefinition,
  records: readonly RecordedLine[],
): Promise<void> {
  const recording = await RecordingFile.create(file, definition, 'none');
  const encoder = new RecordEncoder();
  for (const { line, endsChunk } of records) {
    recording.append(encoder.encode(line));
    if (endsChunk) recording.flush();
  }
  await recording.finish();
}
