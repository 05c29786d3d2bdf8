import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { chunkOf } from './captureFileSample';
import { anyMessages } from './frames';
import { readIndexed, readStreaming } from './mcapJudge';
import { recordingOf } from './memoryFiles';

const someChunks = fc.array(
  anyMessages.filter((messages) => messages.length > 0),
  { minLength: 1, maxLength: 4 },
);

describe('a recording that takes whole chunks', () => {
  it('is the same file as one that takes their records', async () => {
    await fc.assert(
      fc.asyncProperty(someChunks, async (all) => {
        const chunks = all.map((messages) => chunkOf(messages));
        const whole = await recordingOf('none', (file) => {
          for (const chunk of chunks) file.appendChunk(chunk);
        });
        const copied = await recordingOf('none', (file) => {
          for (const chunk of chunks) {
            file.append(chunk.bytes.subarray(0, chunk.length));
            file.flush();
          }
        });
        assert.deepEqual(whole, copied);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the order where a part of a chunk came before, and is sound to the reference library', async () => {
    await fc.assert(
      fc.asyncProperty(someChunks, fc.constantFrom('none', 'zstd'), async (all, compression) => {
        const part = chunkOf(all[0]!);
        const file = await recordingOf(compression, (recording) => {
          recording.append(part.bytes.subarray(0, part.length));
          for (const messages of all) recording.appendChunk(chunkOf(messages));
        });
        const rows = readStreaming(file).filter(({ channel }) => channel !== 's/events');
        assert.deepEqual(
          rows.map(({ channel }) => channel === 's/out'),
          [all[0]!, ...all].flat().map(({ outgoing }) => outgoing),
        );
        assert.equal((await readIndexed(file)).length, readStreaming(file).length);
      }),
      { numRuns: 40 },
    );
  });
});
