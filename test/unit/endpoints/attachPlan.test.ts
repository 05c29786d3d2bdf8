import assert from 'node:assert/strict';
import { attachPlans, type SourceUse } from '../../../src/model/attachPlan';

/** `SUB connect tcp://127.0.0.1:5556 opposite takesMessages` for each plan. */
function plansFor(use: Partial<SourceUse> & Pick<SourceUse, 'type' | 'role' | 'endpoint'>): string[] {
  const plans = attachPlans({ isComplete: true, subscriptions: [], peers: [], ...use });
  return plans.map(({ type, role, address, place, disturbance }) =>
    [type, role, address, place, disturbance].filter(Boolean).join(' '),
  );
}

describe('sessions that match a use in the source', () => {
  it('talk to what a program binds from the other end', () => {
    const bound = (type: SourceUse['type']) => plansFor({ type, role: 'bind', endpoint: 'tcp://*:5556' });
    const at = 'connect tcp://127.0.0.1:5556 opposite';
    assert.deepEqual(bound('PUB'), [`SUB ${at}`]);
    assert.deepEqual(bound('XPUB'), [`SUB ${at}`]);
    assert.deepEqual(bound('REP'), [`REQ ${at}`]);
    assert.deepEqual(bound('ROUTER'), [`DEALER ${at}`]);
    assert.deepEqual(bound('PULL'), [`PUSH ${at}`]);
  });

  it('are none where the endpoint is inside a program', () => {
    const workers = { type: 'DEALER', endpoint: 'inproc://workers', peers: ['REP'] } as const;
    assert.deepEqual(plansFor({ ...workers, role: 'bind' }), []);
    assert.deepEqual(plansFor({ ...workers, role: 'connect' }), []);
  });

  it('are of the type that the workspace has at the other end', () => {
    const use = { type: 'DEALER', role: 'bind', endpoint: 'ipc:///tmp/workers' } as const;
    assert.deepEqual(plansFor({ ...use, peers: ['REP'] }), [
      'REP connect ipc:///tmp/workers opposite takesMessages',
    ]);
    assert.deepEqual(plansFor({ ...use, peers: ['PUB'] }), [
      'ROUTER connect ipc:///tmp/workers opposite takesMessages',
    ]);
  });

  it('say so where they would take messages from the real peers', () => {
    const push = { type: 'PUSH', role: 'bind', endpoint: 'tcp://*:5557' } as const;
    assert.deepEqual(plansFor(push), ['PULL connect tcp://127.0.0.1:5557 opposite takesMessages']);
    const worker = { type: 'PULL', role: 'connect', endpoint: 'tcp://host:5557' } as const;
    assert.deepEqual(plansFor({ ...worker, peers: ['PUSH'] }), [
      'PULL connect tcp://host:5557 beside takesMessages',
      'PUSH bind tcp://127.0.0.1:5557 opposite takesTheAddress',
    ]);
    assert.deepEqual(plansFor({ type: 'PAIR', role: 'bind', endpoint: 'ipc:///tmp/a' }), [
      'PAIR connect ipc:///tmp/a opposite takesThePair',
    ]);
  });

  it('subscribe beside a subscriber, to what it subscribes to', () => {
    const use = { type: 'SUB', role: 'connect', endpoint: 'tcp://host:5556' } as const;
    assert.deepEqual(plansFor(use), ['SUB connect tcp://host:5556 beside']);
    const subscriptionsOf = (subscriptions: readonly string[]) =>
      attachPlans({ ...use, isComplete: true, peers: [], subscriptions })[0]?.subscriptions;
    assert.deepEqual(subscriptionsOf(['ticks.', '{topic}']), ['ticks.']);
    assert.deepEqual(subscriptionsOf(['{topic}']), ['']);
    assert.deepEqual(subscriptionsOf([]), ['']);
  });

  it('answer a client where nobody binds, and ask beside it where somebody does', () => {
    const client = { type: 'REQ', role: 'connect', endpoint: 'tcp://localhost:5555' } as const;
    assert.deepEqual(plansFor(client), [
      'REP bind tcp://127.0.0.1:5555 opposite',
      'REQ connect tcp://localhost:5555 beside',
    ]);
    assert.deepEqual(plansFor({ ...client, peers: ['REP'] })[0], 'REQ connect tcp://localhost:5555 beside');
  });

  it('keep what is not known in the address', () => {
    assert.deepEqual(plansFor({ type: 'PUB', role: 'bind', endpoint: 'tcp://*:{port}', isComplete: false }), [
      'SUB connect tcp://127.0.0.1:{port} opposite',
    ]);
  });
});
