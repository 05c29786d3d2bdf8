import assert from 'node:assert/strict';
import { scanPlainText } from '../../../src/analysis/plainText/scanPlainText';
import { WorkspaceIndex } from '../../../src/analysis/workspace/workspaceIndex';
import { EndpointRevisions } from '../../../src/indexer/endpointRevisions';

describe('what of the endpoints is new', () => {
  let index: WorkspaceIndex;
  let revisions: EndpointRevisions;

  beforeEach(() => {
    index = new WorkspaceIndex();
    revisions = new EndpointRevisions();
  });

  const write = (path: string, ...addresses: readonly string[]) => {
    const endpoints = scanPlainText(addresses.map((address) => `at: ${address}\n`).join(''), path);
    revisions.touch(index.setFile(path, { kind: 'text', endpoints }).groups);
  };
  const since = (revision: number) => {
    const { revision: now, order, changed } = revisions.since(revision, index);
    return { now, order, changed: changed.map(({ label }) => label) };
  };

  it('is all of it at first, in the order of labels', () => {
    write('a.yaml', 'tcp://*:5556', 'tcp://*:900');
    const { order, changed } = since(0);
    assert.deepEqual(order, ['tcp:900', 'tcp:5556']);
    assert.deepEqual(changed.sort(), ['tcp://*:5556', 'tcp://*:900']);
  });

  it('is only what a change has touched afterwards', () => {
    write('a.yaml', 'tcp://*:5556');
    const { now } = since(0);
    assert.deepEqual(since(now).changed, []);
    write('b.yaml', 'tcp://*:5557');
    assert.deepEqual(since(now), {
      now: now + 1,
      order: ['tcp:5556', 'tcp:5557'],
      changed: ['tcp://*:5557'],
    });
  });

  it('leaves out of the order what is gone', () => {
    write('a.yaml', 'tcp://*:5556', 'tcp://*:5557');
    const { now } = since(0);
    write('a.yaml', 'tcp://*:5557');
    assert.deepEqual(since(now).order, ['tcp:5557']);
  });

  it('leaves out all of an index that another has replaced', () => {
    write('a.yaml', 'tcp://*:5556', 'tcp://*:5557');
    const { now } = since(0);
    index = new WorkspaceIndex();
    revisions.reset();
    write('a.yaml', 'tcp://*:5557');
    const { order, changed } = since(now);
    assert.deepEqual(order, ['tcp:5557']);
    assert.deepEqual(changed, ['tcp://*:5557']);
  });
});
