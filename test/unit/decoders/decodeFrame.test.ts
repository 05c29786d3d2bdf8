import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { utf8Encode } from '../../../src/base/bytes';
import { decodeFrame } from '../../../src/model/decoders/decodeFrame';
import { decoderKinds } from '../../../src/model/decoders/decodedFrame';
import { decodeText } from '../../../src/model/decoders/decodeText';
import type { TreeNode } from '../../../src/model/decoders/treeNode';
import { treeText } from '../../../src/model/decoders/treeText';

const packr = new Packr({ useRecords: false });

function visit(node: TreeNode): void {
  assert.ok(node.text.length <= 1010);
  assert.ok(node.start < node.end);
  const children = node.children();
  assert.equal(children.length, node.childCount);
  for (const child of children) {
    assert.ok(child.start > node.start && child.end <= node.end);
    visit(child);
  }
}

/** Bytes near the formats, so that the trees get deep before they break. */
const nearFormat = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc
    .array(
      fc.constantFrom(0x81, 0x82, 0x91, 0x92, 0xa1, 0x61, 0x01, 0xc1, 0x9f, 0xbf, 0xff, 0xd6, 0xd8, 0x5f),
      { maxLength: 40 },
    )
    .map((list) => Uint8Array.from(list)),
  fc.json().map(utf8Encode),
  fc.object().map((value) => new Uint8Array(packr.pack(value))),
);

describe('decodeFrame', () => {
  it('never throws, whatever the bytes and the decoder', () => {
    fc.assert(
      fc.property(nearFormat, fc.constantFrom(...decoderKinds), fc.nat(3), (bytes, kind, missing) => {
        const decoded = decodeFrame(bytes, kind, bytes.length + missing);
        if ('root' in decoded) {
          visit(decoded.root);
          treeText(decoded.root);
        }
        if (decoded.kind === 'hex') decoded.view.rows(0, 100);
        if (decoded.kind === 'error') assert.match(decoded.error, /^[A-Z].*\.$/);
        if (kind === 'auto') assert.notEqual(decoded.kind, 'error');
      }),
      { numRuns: 3000 },
    );
  });

  it('gives what was chosen, or an error for it', () => {
    const json = utf8Encode('{"a":1}');
    for (const kind of ['text', 'json', 'hex', 'raw'] as const)
      assert.equal(decodeFrame(json, kind).kind, kind);
    const error = decodeFrame(json, 'cbor');
    assert.ok(error.kind === 'error' && error.decoder === 'cbor');
    assert.deepEqual(decodeFrame(new Uint8Array(0), 'json'), { kind: 'empty' });
  });

  it('says so where a tree is impossible because only the start is there', () => {
    const start = utf8Encode('{"a":1');
    const chosen = decodeFrame(start, 'json', 2048);
    assert.ok(chosen.kind === 'error');
    assert.equal(chosen.error, 'JSON needs the whole frame, and only its start is loaded.');
    const auto = decodeFrame(start, 'auto', 2048);
    assert.ok(auto.kind === 'text' && auto.truncated);
    assert.equal(auto.notice, 'JSON needs the whole frame, and only its start is loaded.');
    const packed = decodeFrame(packr.pack({ symbol: 'AAPL', price: 1 }).subarray(0, 12), 'auto', 2048);
    assert.ok(packed.kind === 'hex' && packed.notice?.includes('MessagePack needs the whole frame'));
  });

  it('shows a frame of 64 MiB without reading it whole', () => {
    const frame = new Uint8Array(64 * 1024 * 1024).fill(0x61);
    frame[0] = 0x22;
    const text = decodeFrame(frame, 'auto');
    assert.ok(text.kind === 'text' && text.truncated && text.text.length === 1024 * 1024);
    const json = decodeFrame(frame, 'json');
    assert.ok(json.kind === 'error');
    assert.match(json.error, /^The frame has 64 MiB; JSON is shown up to 16 MiB\./);
  });

  it('writes raw bytes so that they can be read back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const decoded = decodeFrame(bytes, 'raw');
        if (decoded.kind === 'empty') return;
        assert.ok(decoded.kind === 'raw');
        const named: Record<string, number> = { n: 10, r: 13, t: 9, '\\': 92 };
        const back = Array.from(decoded.text.matchAll(/\\x(..)|\\(.)|(.)/g), ([, hex, name, plain]) =>
          hex ? Number.parseInt(hex, 16) : name ? named[name] : plain?.charCodeAt(0),
        );
        assert.deepEqual(back, [...bytes]);
      }),
    );
  });
});

describe('decodeText', () => {
  it('makes control characters visible and keeps lines', () => {
    const decoded = decodeText(utf8Encode('a\tb\r\nc\0\u007f\u202e'));
    assert.equal(decoded.text, 'a\tb␍\nc␀␡\\u202e');
    assert.deepEqual([decoded.validUtf8, decoded.hasControls], [true, true]);
  });

  it('shows bytes that are not UTF-8 and says where they start', () => {
    const decoded = decodeText(Uint8Array.of(0x61, 0xff, 0xc3, 0xa9, 0xc3));
    assert.deepEqual([decoded.text, decoded.validUtf8, decoded.invalidAt], ['a\\xffé\\xc3', false, 1]);
  });

  it('cuts between characters', () => {
    const bytes = utf8Encode('é😀'.repeat(10));
    for (let max = 0; max < bytes.length; max++) {
      const decoded = decodeText(bytes, max);
      assert.ok(decoded.validUtf8 && decoded.truncated);
      assert.ok(decoded.shownBytes <= max && decoded.shownBytes > max - 4);
    }
  });
});

describe('treeText', () => {
  it('writes JSON that reads back the same', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const decoded = decodeFrame(utf8Encode(json), 'json');
        assert.ok(decoded.kind === 'json');
        assert.deepEqual(JSON.parse(treeText(decoded.root)), JSON.parse(json));
      }),
    );
  });

  it('stops at the asked length', () => {
    const decoded = decodeFrame(packr.pack(Array.from({ length: 1000 }, () => 'value')), 'msgpack');
    assert.ok(decoded.kind === 'msgpack');
    const text = treeText(decoded.root, 100);
    assert.ok(text.length < 120 && text.endsWith('…'));
  });
});
