import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodeFrames, encodeFrames, framedLength } from '../../../src/recording/zmtpFrames';
import { anyFrame } from './frames';

describe('ZMTP frames in message data', () => {
  it('come back as they were, whatever their number, size and content', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 8 }), (frames) => {
        const data = encodeFrames(frames);
        assert.equal(data.length, framedLength(frames));
        assert.deepEqual(
          decodeFrames(data).map((frame) => [...frame]),
          frames.map((frame) => [...frame]),
        );
      }),
    );
  });

  it('are framed as RFC 37 says: MORE on all but the last, LONG from 256 bytes', () => {
    const long = new Uint8Array(256).fill(7);
    const data = encodeFrames([Uint8Array.of(65), new Uint8Array(0), long, new Uint8Array(255)]);
    assert.deepEqual([...data.subarray(0, 5)], [0x01, 1, 65, 0x01, 0]);
    assert.deepEqual([...data.subarray(5, 14)], [0x03, 0, 0, 0, 0, 0, 0, 1, 0]);
    assert.deepEqual([...data.subarray(14 + 256, 14 + 258)], [0x00, 255]);
  });

  it('that are malformed end the walk and never reach beyond the data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (data) => {
        let sum = 0;
        for (const frame of decodeFrames(data)) sum += frame.length + 2;
        assert.ok(sum <= data.length);
      }),
    );
  });
});
