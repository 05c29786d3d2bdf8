import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toHex, utf8Encode } from '../../../src/base/bytes';
import { WorkbenchError } from '../../../src/base/workbenchError';
import {
  draftOf,
  faultOf,
  hasDelimiter,
  newDraft,
  readRoutingId,
  showRoutingIdOf,
  summaryOf,
  withDelimiter,
  writeRoutingId,
} from '../../../src/webview/inspector/composer/composerDraft';

const pace = { frames: [], perSecond: 10, count: 5 };

describe('composer drafts', () => {
  it('start with a topic and a body where messages have topics', () => {
    assert.equal(newDraft('PUB').frames.length, 2);
    assert.equal(newDraft('PUSH').frames.length, 1);
  });

  it('of a captured message send the same bytes again', () => {
    const draft = draftOf(
      'PUB',
      [utf8Encode('t'), new Uint8Array(), Uint8Array.of(0, 255), utf8Encode('{"a":1}')],
      pace,
    );
    assert.deepEqual(draft.frames, [
      { kind: 'text', value: 't' },
      { kind: 'text', value: '' },
      { kind: 'hex', value: '00 ff' },
      { kind: 'json', value: '{"a":1}' },
    ]);
    assert.equal(draft.perSecond, 10);
  });

  it('of a ROUTER take the first frame as the address', () => {
    const draft = draftOf('ROUTER', [Uint8Array.of(0, 1, 2, 3, 4), new Uint8Array(), utf8Encode('x')], pace);
    assert.equal(draft.routingId, '0001020304');
    assert.equal(draft.frames.length, 2);
    assert.ok(hasDelimiter(draft));
  });

  it('refuse more than can be edited', () => {
    const many = Array.from({ length: 201 }, () => new Uint8Array());
    const isTooLarge = (error: unknown) =>
      error instanceof WorkbenchError && error.code === 'composer/tooLarge';
    assert.throws(() => draftOf('PUSH', many, pace), isTooLarge);
    assert.throws(() => draftOf('PUSH', [new Uint8Array(2 ** 20 + 1)], pace), isTooLarge);
  });

  it('put the empty delimiter in front and take it off again', () => {
    const draft = newDraft('DEALER');
    const withIt = withDelimiter(draft, true);
    assert.ok(hasDelimiter(withIt));
    assert.deepEqual(withDelimiter(withIt, false).frames, draft.frames);
    assert.equal(withDelimiter(withIt, true), withIt);
  });

  it('name the fault and the frame it is in', () => {
    const frames = [{ kind: 'text', value: 'ok' } as const, { kind: 'hex', value: 'abc' } as const];
    assert.match(faultOf({ ...pace, frames }, 'PUB') ?? '', /^Frame 1: Hex/);
    assert.match(faultOf(pace, 'PUB') ?? '', /one frame/);
    assert.match(faultOf({ ...pace, frames: [frames[0]!, frames[0]!] }, 'CLIENT') ?? '', /single frames/);
    assert.equal(faultOf({ ...pace, frames: [{ kind: 'text', value: '{{seq}}' }] }, 'PUB'), undefined);
  });

  it('read routing ids as text or hex and show them the same way', () => {
    assert.equal(readRoutingId('worker-1'), '776f726b65722d31');
    assert.equal(readRoutingId('0x00FF'), '00ff');
    for (const typed of ['worker-1', '0x006b8b4567'])
      assert.equal(showRoutingIdOf(readRoutingId(typed)), typed);
  });

  it('read routing ids in hex as commands take them and as they are shown', () => {
    assert.equal(readRoutingId('hex:00ff'), '00ff');
    assert.equal(readRoutingId('hex:00 FF'), '00ff');
    assert.equal(readRoutingId('text:hex:00ff'), toHex(utf8Encode('hex:00ff')));
    assert.equal(readRoutingId('text:0x00ff'), toHex(utf8Encode('0x00ff')));
    assert.equal(readRoutingId('hex:0g'), toHex(utf8Encode('hex:0g')));
  });

  it('write every routing id so that it is read back', () => {
    const special = fc
      .constantFrom('hex:00ff', 'text:a', 'text:hex:00', '0x00ff', '0XFF', 'hex:', '0x')
      .map(utf8Encode);
    const ids = fc.oneof(
      special,
      fc.uint8Array({ minLength: 1, maxLength: 255 }),
      fc.string({ minLength: 1, maxLength: 60 }).map(utf8Encode),
    );
    fc.assert(
      fc.property(ids, (id) => {
        assert.equal(readRoutingId(writeRoutingId(toHex(id))), toHex(id));
      }),
    );
  });

  it('sum up in one line for the history', () => {
    const frames = [{ kind: 'text', value: '' } as const, { kind: 'json', value: '{\n "a": 1 }' } as const];
    assert.equal(summaryOf({ ...pace, frames, routingId: '41' }), 'to A: ∅ │ { "a": 1 }');
  });
});
