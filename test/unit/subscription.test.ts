import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatSubscription, labelOfSubscription, parseSubscription } from '../../src/model/subscription';

function bytesOf(text: string): number[] {
  const parsed = parseSubscription(text);
  assert.ok('bytes' in parsed, text);
  return [...parsed.bytes];
}

describe('subscriptions', () => {
  it('are text or hex', () => {
    assert.deepEqual(bytesOf('ab'), [97, 98]);
    assert.deepEqual(bytesOf(''), []);
    assert.deepEqual(bytesOf('hex:00FF'), [0, 255]);
    assert.deepEqual(bytesOf('hex:00 ff'), [0, 255]);
    assert.deepEqual(bytesOf('hex:'), []);
    assert.deepEqual(bytesOf('text:hex:00'), [...Buffer.from('hex:00')]);
    assert.deepEqual(bytesOf('text:text:'), [...Buffer.from('text:')]);
    assert.deepEqual(bytesOf('é'), [0xc3, 0xa9]);
  });

  it('that are no hex say what to write', () => {
    const parsed = parseSubscription('hex:0g');
    assert.ok('fault' in parsed);
    assert.match(parsed.fault, /pairs of the digits.*text:hex:0g for that very text/);
  });

  it('read back as the bytes that were written', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map((text) => new Uint8Array(Buffer.from(text))),
      fc.string().map((text) => new Uint8Array(Buffer.from(`hex:${text}`))),
      fc.string().map((text) => new Uint8Array(Buffer.from(`text:${text}`))),
    );
    fc.assert(
      fc.property(bytes, (value) => assert.deepEqual(bytesOf(formatSubscription(value)), [...value])),
    );
  });

  it('have labels', () => {
    assert.equal(labelOfSubscription(''), '(everything)');
    assert.equal(labelOfSubscription('ticks.'), 'ticks.');
    assert.equal(labelOfSubscription('hex:7469'), 'ti');
    assert.equal(labelOfSubscription('hex:00ff'), '0x00ff');
    assert.equal(labelOfSubscription('text:hex:00'), 'hex:00');
    assert.equal(labelOfSubscription('hex:zz'), 'hex:zz');
  });
});
