import * as assert from 'node:assert/strict';
import { completions, type CompletionContext } from '../../../src/model/filter/completions';
import { parseFilter } from '../../../src/model/filter/parseFilter';
import { tokenizeForDisplay } from '../../../src/model/filter/tokenizeForDisplay';

function coloured(text: string): string[] {
  return tokenizeForDisplay(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);
}

describe('the colours of a filter', () => {
  it('tell fields, operators and values apart', () => {
    assert.deepEqual(coloured('topic:ticks.* json.price > 100 size >= 64'), [
      'keyword topic',
      'operator :',
      'string ticks.*',
      'keyword json.price',
      'operator >',
      'number 100',
      'keyword size',
      'operator >=',
      'number 64',
    ]);
    assert.deepEqual(coloured('(not AAPL or "a b") && -/x/i frame[1].json.a=null json.b~"x" time:09:31..'), [
      'operator (',
      'keyword not',
      'word AAPL',
      'keyword or',
      'string "a b"',
      'operator )',
      'keyword &&',
      'operator -',
      'regex /x/i',
      'keyword frame[1].json.a',
      'operator =',
      'keyword null',
      'keyword json.b',
      'operator ~',
      'string "x"',
      'keyword time',
      'operator :',
      'number 09:31..',
    ]);
  });

  it('show what cannot be read', () => {
    assert.deepEqual(coloured('sise>1 x'), ['error sise', 'operator >', 'error 1', 'word x']);
    assert.deepEqual(coloured('size>x'), ['keyword size', 'operator >', 'error x']);
    assert.deepEqual(coloured('a) /b'), ['word a', 'error )', 'error /b']);
    assert.deepEqual(tokenizeForDisplay('x'.repeat(5000)), [
      { kind: 'word', from: 0, to: 4096 },
      { kind: 'error', from: 4096, to: 5000 },
    ]);
  });
});

const context: CompletionContext = {
  topics: ['ticks.AAPL', 'ticks.MSFT', 'heartbeat', 'a b', '0x00ff', 'and', 'x.*'],
  peers: ['worker-1', '0x006b8b4567'],
  jsonPaths: ['price', 'book.bids[0].px'],
};

/** The labels offered at the caret, which `|` marks. */
function offered(marked: string): string[] {
  return completions(marked.replace('|', ''), marked.indexOf('|'), context).map(({ label }) => label);
}

/** The filter after the first suggestion was taken. */
function taken(marked: string): string {
  const text = marked.replace('|', '');
  const [first] = completions(text, marked.indexOf('|'), context);
  assert.ok(first, `nothing is offered at ${marked}`);
  return text.slice(0, first.from) + first.insertText + text.slice(first.to);
}

describe('completions of a filter', () => {
  it('offer fields and connectives', () => {
    assert.deepEqual(offered('|').slice(0, 3), ['topic', 'dir', 'size']);
    assert.ok(offered('|').includes('not') && !offered('|').includes('and'));
    assert.ok(offered('a |').includes('and'));
    assert.ok(!offered('a (|').includes('or'));
    assert.deepEqual(offered('t|'), ['topic', 'time']);
    assert.deepEqual(offered('x -t|'), ['topic', 'time']);
    assert.deepEqual(offered('fr|'), ['frames', 'frame']);
    assert.deepEqual(offered('a o|'), ['or']);
    assert.equal(taken('(to|'), '(topic:');
    assert.equal(taken('si|ze>5'), 'size>5');
    assert.equal(taken('a an|'), 'a and ');
    assert.equal(taken('js|'), 'json.');
  });

  it('offer topics, those that begin so first, and groups of them', () => {
    assert.deepEqual(offered('topic:|'), ['ticks.*', ...context.topics]);
    assert.deepEqual(offered('topic:ms|'), ['ticks.MSFT']);
    assert.deepEqual(offered('-topic: HEA|'), ['heartbeat']);
    assert.equal(taken('topic:heart|xx and b'), 'topic:heartbeat and b');
    assert.equal(taken('topic:"a b|'), 'topic:"a b"');
    assert.equal(taken('topic=0x|'), 'topic=0x00ff');
    assert.equal(taken('topic:x.|'), 'topic:"x.*"');
    assert.equal(taken('topic:an|'), 'topic:"and"');
    assert.equal(taken('topic != tic|'), 'topic != ticks.*');
  });

  it('offer peers, directions and paths', () => {
    assert.deepEqual(offered('peer:|'), ['worker-1', '0x006b8b4567']);
    assert.equal(taken('peer=work|'), 'peer=worker-1');
    assert.deepEqual(offered('dir:|'), ['in', 'out']);
    assert.equal(taken('size>5 dir:o|'), 'size>5 dir:out');
    assert.deepEqual(offered('json.|'), ['json.price', 'json.book.bids[0].px']);
    assert.equal(taken('json.b|id > 1'), 'json.book.bids[0].px > 1');
    assert.equal(taken('frame[1].json.pr|'), 'frame[1].json.price');
  });

  it('offer nothing in quotes, expressions and numbers', () => {
    for (const marked of ['"to|', '/to|', 'size>|5', 'topic:/t|', '"a t|'])
      assert.deepEqual(offered(marked), [], marked);
  });

  it('are filters without mistakes once a value is there', () => {
    for (const marked of ['topic:|', 'peer:|', 'dir:|', 'json.|'])
      assert.ok(parseFilter(taken(marked)).ok, marked);
    for (const { label, insertText } of completions('topic:', 6, context)) {
      assert.ok(parseFilter(`topic:${insertText}`).ok, label);
    }
  });
});
