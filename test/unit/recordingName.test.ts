import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { continuedName, numberedName, recordingName } from '../../src/model/recordingName';

const parts = { label: 'prices', type: 'SUB', time: new Date(2026, 0, 31, 9, 5, 7) };

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
        assert.ok(!file.startsWith('.') && file.length <= 125);
      }),
    );
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
