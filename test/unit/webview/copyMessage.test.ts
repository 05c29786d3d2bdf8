import assert from 'node:assert/strict';
import { utf8Encode } from '../../../src/base/bytes';
import { frameForCopy } from '../../../src/webview/inspector/detail/copyMessage';

describe('a frame that is copied', () => {
  const text = 'träge ✓ 😀';
  const bytes = utf8Encode(text);

  it('is text up to a whole character wherever it was cut', () => {
    for (let length = 1; length <= bytes.length; length++) {
      const copied = frameForCopy({ bytes: bytes.subarray(0, length), size: bytes.length });
      assert.ok(text.startsWith(copied) && utf8Encode(copied).length > length - 4, `${length}: ${copied}`);
    }
    assert.equal(frameForCopy({ bytes, size: bytes.length }), text);
  });

  it('is hex where it is no text, with all of its bytes', () => {
    const binary = Uint8Array.of(1, 0xff, 0xc3);
    assert.equal(frameForCopy({ bytes: binary, size: 3 }), '0x01ffc3');
    assert.equal(frameForCopy({ bytes: binary, size: 10 }), '0x01ffc3');
    // Whole, and yet it ends within a character.
    assert.equal(frameForCopy({ bytes: Uint8Array.of(0x61, 0xc3), size: 2 }), '0x61c3');
  });
});
