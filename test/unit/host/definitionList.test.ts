import assert from 'node:assert/strict';
import {
  readDefinitions,
  withDefinition,
  withoutDefinition,
} from '../../../src/host/sessions/definitionList';
import type { SessionDefinition } from '../../../src/model/sessionDefinition';

const definition: SessionDefinition = {
  id: 'feed',
  type: 'SUB',
  endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:5556' }],
  subscriptions: ['ticks.'],
  options: {},
};

function definitionOf(raw: readonly unknown[], id: string): SessionDefinition {
  const found = readDefinitions(raw).listed.find((listed) => listed.definition.id === id);
  assert.ok(found, id);
  return found.definition;
}

describe('the list of session definitions in the settings', () => {
  it('tells where each definition stands, past entries that cannot be read', () => {
    const raw = [17, { type: 'PUBB' }, { id: 'a', type: 'PUB' }, null, { id: 'b', type: 'REP' }];
    const { listed, problems } = readDefinitions(raw);
    assert.deepEqual(
      listed.map((entry) => [entry.definition.id, entry.index]),
      [
        ['a', 2],
        ['b', 4],
      ],
    );
    assert.deepEqual(
      problems.map(({ index }) => index),
      [0, 1, 3],
    );
  });

  it('adds a definition at the end, as short as it can be', () => {
    const raw = withDefinition([{ id: 'a', type: 'PUB' }], { ...definition, subscriptions: [] });
    assert.deepEqual(raw[1], { id: 'feed', type: 'SUB', endpoints: definition.endpoints });
    assert.deepEqual(definitionOf(raw, 'feed'), { ...definition, subscriptions: [], name: undefined });
  });

  it('changes only what changed, and keeps what it cannot read', () => {
    const written = {
      id: 'feed',
      type: 'SUB',
      endpoints: definition.endpoints,
      options: { receiveHighWaterMark: 5, unheardOf: 1 },
      note: 'ours',
    };
    const raw = [3, written, { type: 'nonsense' }];
    const changed = withDefinition(raw, { ...definitionOf(raw, 'feed'), name: 'ticks' });
    assert.deepEqual(changed, [3, { ...written, name: 'ticks' }, { type: 'nonsense' }]);
  });

  it('takes a name away', () => {
    const raw = [{ id: 'feed', name: 'ticks', type: 'SUB', endpoints: [] }];
    const changed = withDefinition(raw, { ...definitionOf(raw, 'feed'), name: undefined });
    assert.deepEqual(changed, [{ id: 'feed', type: 'SUB', endpoints: [] }]);
  });

  it('gives an entry without id its id when it changes, so that it stays the same session', () => {
    const raw = [{ name: 'ticks', type: 'SUB', endpoints: [] }];
    const [first] = readDefinitions(raw).listed;
    assert.ok(first);
    const changed = withDefinition(raw, { ...first.definition, name: 'other' });
    assert.deepEqual(changed, [{ id: first.definition.id, name: 'other', type: 'SUB', endpoints: [] }]);
  });

  it('never writes secrets', () => {
    const options = { curveSecretKey: 'x'.repeat(40), receiveHighWaterMark: 5 };
    const text = JSON.stringify(withDefinition([], { ...definition, options }));
    assert.ok(!text.includes('curveSecretKey'));
    assert.ok(text.includes('receiveHighWaterMark'));
  });

  it('takes out one definition and leaves the rest', () => {
    const raw = [3, { id: 'feed', type: 'SUB' }, { id: 'b', type: 'REP' }];
    assert.deepEqual(withoutDefinition(raw, 'feed'), [3, { id: 'b', type: 'REP' }]);
    assert.equal(withoutDefinition(raw, 'unknown'), raw);
  });
});
