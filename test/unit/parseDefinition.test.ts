import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxDefinitions, parseDefinitions } from '../../src/model/parseDefinition';

function problemsOf(json: unknown): string[] {
  return parseDefinitions(json).problems.map(({ index, field }) => `${index} ${field}`.trim());
}

describe('parseDefinitions', () => {
  const whole = {
    id: 'ticks',
    name: 'Ticks',
    type: 'SUB',
    endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:5555' }],
    subscriptions: ['a', 'hex:00'],
    options: { linger: 0, ipv6: true, zapDomain: null },
  };

  it('reads whole definitions as they are', () => {
    assert.deepEqual(parseDefinitions([whole]), { definitions: [whole], problems: [] });
    assert.deepEqual(parseDefinitions(undefined), { definitions: [], problems: [] });
    assert.deepEqual(parseDefinitions([]), { definitions: [], problems: [] });
  });

  it('fills in what may be left out, with an id that stays the same', () => {
    const short = { type: 'PULL', endpoints: [{ role: 'bind', address: 'tcp://*:5555' }] };
    const { definitions, problems } = parseDefinitions([
      short,
      { type: 'PULL', name: 'Färber & Co' },
      { type: 'PUB' },
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      definitions.map(({ id }) => id),
      ['pull-tcp-5555', 'pull-färber-co', 'pub'],
    );
    assert.deepEqual(parseDefinitions([{ type: 'PUB' }, short]).definitions[1]!.id, 'pull-tcp-5555');
  });

  it('keeps an entry whose id is taken under another', () => {
    const { definitions, problems } = parseDefinitions([whole, whole, { ...whole, id: 'ticks-2' }]);
    assert.deepEqual(
      definitions.map(({ id }) => id),
      ['ticks', 'ticks-2', 'ticks-2-2'],
    );
    assert.deepEqual(
      problems.map(({ index, field }) => [index, field]),
      [
        [1, 'id'],
        [2, 'id'],
      ],
    );
    assert.match(problems[0]!.message, /"ticks" is taken.*goes by "ticks-2"/);
  });

  it('leaves out only entries without a usable type', () => {
    const json = ['text', null, [], {}, { type: 'pusb' }, { type: 7 }, whole];
    const { definitions, problems } = parseDefinitions(json);
    assert.deepEqual(definitions, [whole]);
    assert.deepEqual(problemsOf(json), ['0', '1', '2', '3 type', '4 type', '5 type']);
    assert.match(problems[4]!.message, /"pusb" is not a socket type\. Did you mean PUSH|PUB\?/);
  });

  it('drops only the parts that are wrong, and names them', () => {
    const json = [
      {
        id: 7,
        name: '',
        type: 'SUB',
        endpoint: 'x',
        endpoints: [
          'tcp://x',
          { role: 'listen', address: 'tcp://*:1' },
          { role: 'bind', address: '' },
          { role: 'bind', address: ' tcp://*:1 ' },
        ],
        subscriptions: ['good', 5, 'hex:0'],
        options: { linger: 'x', lingre: 1, ipv6: [], ipv4: true, sendHighWaterMark: 1, routingId: null },
      },
    ];
    const { definitions } = parseDefinitions(json);
    assert.deepEqual(definitions, [
      {
        id: 'sub-tcp-1',
        name: undefined,
        type: 'SUB',
        endpoints: [{ role: 'bind', address: 'tcp://*:1' }],
        subscriptions: ['good'],
        options: {},
      },
    ]);
    assert.deepEqual(problemsOf(json), [
      '0 endpoint',
      '0 id',
      '0 name',
      '0 endpoints[0]',
      '0 endpoints[1].role',
      '0 endpoints[2].address',
      '0 subscriptions[1]',
      '0 subscriptions[2]',
      '0 options.ipv6',
      '0 options.linger',
      '0 options.lingre',
      '0 options.ipv4',
      '0 options.sendHighWaterMark',
      '0 options.routingId',
    ]);
    assert.deepEqual(problemsOf([{ type: 'PUSH', subscriptions: ['x'] }]), ['0 subscriptions']);
    assert.deepEqual(problemsOf([{ type: 'PUSH', options: 'x', endpoints: {} }]), [
      '0 endpoints',
      '0 options',
    ]);
  });

  it('refuses secrets, without repeating them', () => {
    const json = [
      { type: 'PUSH', options: { curveSecretKey: 'hunter2', plainPassword: 'hunter2', linger: 1 } },
    ];
    const { definitions, problems } = parseDefinitions(json);
    assert.deepEqual(definitions[0]!.options, { linger: 1 });
    assert.deepEqual(problemsOf(json), ['0 options.curveSecretKey', '0 options.plainPassword']);
    assert.ok(
      problems.every(({ message }) => message.includes('is a secret') && !message.includes('hunter2')),
    );
  });

  it('refuses what is no list, and more than can be meant', () => {
    assert.deepEqual(problemsOf({ type: 'PUSH' }), ['-1']);
    const many = parseDefinitions(
      Array.from({ length: maxDefinitions + 5 }, (_, n) => ({ type: 'PUB', id: `${n}` })),
    );
    assert.equal(many.definitions.length, maxDefinitions);
    assert.equal(many.problems.length, 1);
  });

  it('survives anything', () => {
    const entry = fc.record(
      {
        id: fc.anything(),
        name: fc.anything(),
        type: fc.oneof(fc.constantFrom('SUB', 'PUSH', 'toString', '__proto__'), fc.anything()),
        endpoints: fc.anything(),
        subscriptions: fc.anything(),
        options: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(entry, fc.anything())), fc.anything()), (json) => {
        const { definitions } = parseDefinitions(json);
        assert.equal(new Set(definitions.map(({ id }) => id)).size, definitions.length);
      }),
    );
  });
});
