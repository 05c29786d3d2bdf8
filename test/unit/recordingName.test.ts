import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { continuedName, numberedName, recordingName } from '../../src/model/recordingName';

const parts = { label: 'prices', type: 'SUB', time: new Date(2026, 0, 31, 9, 5, 7) };
/** Of a character that takes two of UTF-16. */
const halves = /\p{Cs}/u;

describe('names of recordings', () => {
  it('are made of label, type, local date and time', () => {
    assert.equal(recordingName('{label} {date} {time}', parts), 'prices 2026-01-31 090507.mcap');
    assert.equal(recordingName('{type}_{other}.mcap', parts), 'SUB_{other}.mcap');
  });

  it('hold nothing that a file system refuses, whatever the session is called', () => {
    const label = 'SUB tcp://127.0.0.1:5556';
    assert.equal(recordingName('{label}', { ...parts, label }), 'SUB tcp-127.0.0.1-5556.mcap');
    assert.equal(recordingName('..', parts), 'recording.mcap');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (pattern, name) => {
        const file = recordingName(pattern, { ...parts, label: name });

        assert.match(file, /^[^\u0000-\u001f<>:"/\\|?*]+\.mcap$/u);
        assert.ok(!file.startsWith('.') && Buffer.byteLength(file) <= 206);
        assert.doesNotMatch(file, halves);
      }),
    );
  });

  it('fit in what file systems take, in whole characters, with the numbers of copies and parts', () => {
    for (const character of ['a', 'é', '価', '😀']) {
      for (const before of ['', 'x', 'xy', 'xyz']) {
        const file = recordingName('{label}', { ...parts, label: before + character.repeat(300) });
        const bytes = Buffer.byteLength(file);
        assert.ok(bytes > 200 && bytes <= 205, `${bytes} bytes`);
        assert.doesNotMatch(file, halves);
        const part = continuedName(numberedName(file, 99), 999);
        assert.ok(Buffer.byteLength(part) <= 255 && part.endsWith(' 99 (999).mcap'));
      }
    }
    const named = `${'価'.repeat(83)}.mcap`;
    for (const next of [numberedName(named, 12), continuedName(named, 2)]) {
      assert.ok(Buffer.byteLength(next) <= 255);
      assert.match(next, /^価+ (12|\(2\))\.mcap$/);
    }
  });

  it('end in no space or point where they are cut', () => {
    const label = `${'a'.repeat(199)} . tail`;
    assert.equal(recordingName('{label}', { ...parts, label }), `${'a'.repeat(199)}.mcap`);
  });

  it('are none of the devices of Windows', () => {
    const named = (label: string) => recordingName('{label}', { ...parts, label });
    assert.deepEqual(['CON', 'nul', 'Com1', 'LPT².log', 'aux .x', 'CON -'].map(named), [
      '_CON.mcap',
      '_nul.mcap',
      '_Com1.mcap',
      '_LPT².log.mcap',
      '_aux .x.mcap',
      '_CON.mcap',
    ]);
    assert.deepEqual(['console', 'com10', 'null'].map(named), ['console.mcap', 'com10.mcap', 'null.mcap']);
  });

  it('get a number where they are taken', () => {
    assert.equal(numberedName('a.mcap', 1), 'a.mcap');
    assert.equal(numberedName('a.mcap', 3), 'a 3.mcap');
    assert.equal(numberedName('a 1.5.jsonl', 2), 'a 1.5 2.jsonl');
    assert.equal(numberedName('a 1.5', 2), 'a 1.5 2');
  });

  it('say which part of a recording it is, and once only', () => {
    assert.equal(continuedName('a.mcap', 2), 'a (2).mcap');
    assert.equal(continuedName('a (2).mcap', 3), 'a (3).mcap');
    assert.equal(continuedName('a (2026).mcap', 2), 'a (2026) (2).mcap');
  });
});
