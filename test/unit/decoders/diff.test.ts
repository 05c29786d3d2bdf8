import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { utf8Encode } from '../../../src/base/bytes';
import { decodeMsgpack } from '../../../src/model/decoders/decodeBinary';
import { decodeJson } from '../../../src/model/decoders/decodeJson';
import { diffBytes } from '../../../src/model/decoders/diffBytes';
import { diffRuns } from '../../../src/model/decoders/diffRuns';
import { diffText } from '../../../src/model/decoders/diffText';
import { type DiffNode, diffTree } from '../../../src/model/decoders/diffTree';
import type { TreeNode } from '../../../src/model/decoders/treeNode';

function jsonTree(text: string): TreeNode {
  const decoded = decodeJson(utf8Encode(text));
  assert.ok(decoded.kind === 'json');
  return decoded.root;
}

function diffJson(before: string, after: string): DiffNode {
  return diffTree(jsonTree(before), jsonTree(after));
}

/** The difference as lines: `~ .price 184.27, was 184.22`. */
function summary(node: DiffNode, path = ''): string[] {
  const mark = { same: ' ', changed: '~', added: '+', removed: '-' }[node.status];
  if (node.status === 'same') return [];
  const inside =
    node.status === 'changed'
      ? node.children().flatMap((child) => summary(child, `${path}.${child.node.key?.text}`))
      : [];
  if (node.status === 'changed' && node.was === undefined) return inside;
  return [`${mark} ${path} ${node.node.text}${node.was === undefined ? '' : `, was ${node.was}`}`, ...inside];
}

describe('diffTree', () => {
  it('shows what a changed value was', () => {
    const diff = diffJson(
      '{"symbol":"NVDA","price":184.22,"size":100,"venue":"XNAS"}',
      '{"symbol":"NVDA","price":184.27,"size":300,"venue":"XNAS"}',
    );
    assert.deepEqual(summary(diff), ['~ .price 184.27, was 184.22', '~ .size 300, was 100']);
    assert.deepEqual(
      diff.children().map((child) => child.status),
      ['same', 'changed', 'changed', 'same'],
    );
  });

  it('marks added and removed keys where they stand', () => {
    const diff = diffJson('{"a":1,"gone":2,"b":3}', '{"a":1,"b":3,"new":{"x":1}}');
    assert.deepEqual(
      diff.children().map((child) => [child.status, child.node.key?.text]),
      [
        ['same', 'a'],
        ['removed', 'gone'],
        ['same', 'b'],
        ['added', 'new'],
      ],
    );
    const added = diff.children()[3];
    assert.equal(added?.children()[0]?.status, 'added');
  });

  it('takes another order of keys and other spacing as the same', () => {
    assert.equal(diffJson('{"a":[1,{"b":2,"c":3}]}', ' {"a" : [1, {"c":3,\n"b":2}] }').status, 'same');
  });

  it('tells 1 from "1", 1.0 and null', () => {
    for (const other of ['"1"', '1.0', 'null', '[1]', '{}']) {
      assert.equal(diffJson('{"a":1}', `{"a":${other}}`).children()[0]?.status, 'changed', other);
    }
  });

  it('shows the former value of one that became a container, and the reverse', () => {
    assert.deepEqual(summary(diffJson('{"a":1}', '{"a":{"b":2}}')), ['~ .a {…}, was 1', '+ .a.b 2']);
    assert.deepEqual(summary(diffJson('{"a":[1]}', '{"a":7}')), ['~ .a 7, was […]']);
  });

  it('aligns arrays around inserted and removed items', () => {
    assert.deepEqual(summary(diffJson('[1,2,3]', '[0,1,2,3]')), ['+ .0 0']);
    assert.deepEqual(summary(diffJson('[1,2,3,4]', '[1,4]')), ['- .1 2', '- .2 3']);
    assert.deepEqual(summary(diffJson('[1,2,3]', '[1,5,3]')), ['~ .1 5, was 2']);
    assert.deepEqual(summary(diffJson('[{"p":1},{"p":2}]', '[{"p":1},{"p":3}]')), ['~ .1.p 3, was 2']);
  });

  it('pairs repeated keys in their order', () => {
    assert.deepEqual(summary(diffJson('{"a":1,"a":2}', '{"a":1,"a":3}')), ['~ .a 3, was 2']);
  });

  it('compares long values that show only in part', () => {
    const long = 'x'.repeat(5000);
    assert.equal(diffJson(`["${long}a"]`, `["${long}a"]`).status, 'same');
    assert.equal(diffJson(`["${long}a"]`, `["${long}b"]`).status, 'changed');
  });

  it('compares values across formats', () => {
    const packed = decodeMsgpack(new Packr({ useRecords: false }).pack({ a: 1, b: 'x' }));
    assert.ok(packed.kind === 'msgpack');
    assert.equal(diffTree(jsonTree('{"a":1,"b":"x"}'), packed.root).status, 'same');
  });

  it('looks at a deep value once from each level that is opened, not at all of its levels', () => {
    let opened = 0;
    /** A list in a list in a list, each nearly as long as the one around it, of which nothing is equal. */
    const nested = (depth: number, text: string): TreeNode => ({
      kind: depth === 0 ? 'string' : 'array',
      text: depth === 0 ? text : '[…]',
      cut: false,
      childCount: depth === 0 ? 0 : 1,
      start: 0,
      end: 1_000_000,
      children: () => {
        opened++;
        return depth === 0 ? [] : [nested(depth - 1, text)];
      },
      fullText: () => text,
    });
    const diff = diffTree(nested(190, 'x'), nested(190, 'y'));
    assert.equal(diff.status, 'changed');
    assert.ok(opened < 40, `${opened} lists were opened, of a megabyte each`);
  });

  it('aligns long lists of lists that differ at their ends without comparing all with all', () => {
    const list = (salt: number) =>
      jsonTree(`[${Array.from({ length: 1000 }, (_, i) => `[${'0,'.repeat(200)}${i + salt}]`).join(',')}]`);
    // A list in front moves all of them: equal bytes are told without a look at the values.
    const [first, ...others] = diffTree(list(0), list(1)).children();
    assert.equal(first?.status, 'removed');
    assert.deepEqual(
      others.slice(0, -1).filter(({ status }) => status !== 'same'),
      [],
    );
    assert.equal(others.at(-1)?.status, 'added');
    const all = diffTree(list(0), list(5000)).children();
    assert.equal(all.filter(({ status }) => status === 'changed').length, 1000);
  });

  it('bounds what it compares and says what it left out', () => {
    const before = jsonTree(`[${Array.from({ length: 5000 }, (_, i) => i).join()}]`);
    const after = jsonTree(`[${Array.from({ length: 5001 }, (_, i) => i + 1).join()}]`);
    const diff = diffTree(before, after);
    assert.equal(diff.uncompared, 3001);
    assert.equal(diff.children().filter((child) => child.status !== 'same').length, 2);
  });

  it('finds a document equal to itself, and nothing but the truth in others', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), (before, after) => {
        assert.equal(diffJson(before, before).status, 'same');
        const diff = diffJson(before, after);
        const reordered = (text: string): string => JSON.stringify(sortKeys(JSON.parse(text)));
        assert.equal(diff.status === 'same', reordered(before) === reordered(after));
        summary(diff);
      }),
    );
  });
});

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { members: members.map(([key, item]) => [key, sortKeys(item)]) };
}

describe('diffRuns', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });

  it('covers both sequences in order, and equal runs are equal', () => {
    fc.assert(
      fc.property(letters, letters, fc.constantFrom(0, 3, 400), (before, after, edits) => {
        const runs = diffRuns(before.length, after.length, (a, b) => before[a] === after[b], edits);
        let [beforeAt, afterAt] = [0, 0];
        for (const run of runs) {
          assert.deepEqual([run.beforeFrom, run.afterFrom], [beforeAt, afterAt]);
          if (run.same) {
            assert.deepEqual(
              before.slice(run.beforeFrom, run.beforeTo),
              after.slice(run.afterFrom, run.afterTo),
            );
          }
          [beforeAt, afterAt] = [run.beforeTo, run.afterTo];
        }
        assert.deepEqual([beforeAt, afterAt], [before.length, after.length]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is as short as can be', () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const runs = diffRuns(before.length, after.length, (a, b) => before[a] === after[b]);
        const kept = runs
          .filter((run) => run.same)
          .reduce((sum, run) => sum + run.afterTo - run.afterFrom, 0);
        assert.equal(kept, longestCommon(before, after));
      }),
    );
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    const next = [0];
    for (let i = 0; i < b.length; i++) {
      next.push(item === b[i] ? (row[i] as number) + 1 : Math.max(row[i + 1] as number, next[i] as number));
    }
    row = next;
  }
  return row[b.length] as number;
}

describe('diffText', () => {
  it('compares line by line', () => {
    assert.deepEqual(diffText('a\nb\nc', 'a\nx\nc\nd'), [
      { status: 'same', text: 'a', before: 0, after: 0 },
      { status: 'removed', text: 'b', before: 1 },
      { status: 'added', text: 'x', after: 1 },
      { status: 'same', text: 'c', before: 2, after: 2 },
      { status: 'added', text: 'd', after: 3 },
    ]);
  });
});

describe('diffBytes', () => {
  it('compares frames of one length in place', () => {
    const diff = diffBytes(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(2, 3, 3, 4));
    assert.deepEqual(
      [diff.equal, diff.changed, diff.gone],
      [false, [{ from: 0, to: 2 }], [{ from: 0, to: 2 }]],
    );
  });

  it('aligns frames of different lengths', () => {
    const diff = diffBytes(utf8Encode('price=1'), utf8Encode('the price=2'));
    assert.deepEqual(diff.changed, [
      { from: 0, to: 4 },
      { from: 10, to: 11 },
    ]);
    assert.deepEqual(diff.gone, [{ from: 6, to: 7 }]);
  });

  it('marks one inserted byte only, though another went and the length is the same', () => {
    const before = utf8Encode('{"symbol":"AAPL","price":99.5,"venue":"XNAS","note":"x"}');
    const after = utf8Encode('{"symbol":"AAPL","price":199.5,"venue":"XNAS","note":""}');
    const { changed } = diffBytes(before, after);
    assert.deepEqual(changed, [{ from: 25, to: 26 }]);
  });

  it('takes the end as it was when far too much differs to align, and marks what was put in front', () => {
    const before = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251);
    const after = Uint8Array.of(255, ...before.map((byte, i) => (i % 20 === 3 ? 254 : byte)));
    const { changed, runs } = diffBytes(before, after);
    assert.deepEqual(changed.slice(0, 2), [
      { from: 0, to: 1 },
      { from: 4, to: 5 },
    ]);
    assert.equal(changed.length, 1001);
    assert.equal(runs.at(-1)?.afterTo, after.length);
  });

  it('covers both frames without gaps, whatever they are', () => {
    const bytes = fc.uint8Array({ maxLength: 60, max: 3 });
    fc.assert(
      fc.property(bytes, bytes, (before, after) => {
        let at = { before: 0, after: 0 };
        for (const run of diffBytes(before, after).runs) {
          assert.deepEqual([run.beforeFrom, run.afterFrom], [at.before, at.after]);
          const [old, now] = [
            before.slice(run.beforeFrom, run.beforeTo),
            after.slice(run.afterFrom, run.afterTo),
          ];
          if (run.same) assert.deepEqual(old, now);
          at = { before: run.beforeTo, after: run.afterTo };
        }
        assert.deepEqual(at, { before: before.length, after: after.length });
      }),
    );
  });

  it('finds any bytes equal to themselves', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.ok(diffBytes(bytes, bytes.slice()).equal)));
  });
});
