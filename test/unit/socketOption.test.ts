import assert from 'node:assert/strict';
import * as zmq from 'zeromq';
import { socketOptions } from '../../src/model/socketOptionCatalogue';
import {
  checkOptions,
  defaultLabelOf,
  optionsOf,
  secretOptions,
  socketOption,
  withoutSecrets,
} from '../../src/model/socketOption';
import type { StableSocketType } from '../../src/model/socketType';

const classes: Record<StableSocketType, new () => zmq.Socket> = {
  PAIR: zmq.Pair,
  PUB: zmq.Publisher,
  SUB: zmq.Subscriber,
  REQ: zmq.Request,
  REP: zmq.Reply,
  DEALER: zmq.Dealer,
  ROUTER: zmq.Router,
  PULL: zmq.Pull,
  PUSH: zmq.Push,
  XPUB: zmq.XPublisher,
  XSUB: zmq.XSubscriber,
  STREAM: zmq.Stream,
};

/** Known to zeromq.js, but not for people to set: state, or without an effect. */
const leftOut = new Set([
  'type',
  'lastEndpoint',
  'securityMechanism',
  'threadSafe',
  'closed',
  'context',
  'events',
]);

function accessors(prototype: object): Map<string, PropertyDescriptor> {
  const found = new Map<string, PropertyDescriptor>();
  for (
    let at: object | null = prototype;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object
  ) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if ((descriptor.get ?? descriptor.set) && !found.has(name)) found.set(name, descriptor);
    }
  }
  return found;
}

describe('the catalogue of socket options', () => {
  for (const [type, socketClass] of Object.entries(classes) as [StableSocketType, new () => zmq.Socket][]) {
    it(`has exactly the options that zeromq.js has for ${type}`, () => {
      const settable = [...accessors(socketClass.prototype as object)]
        .filter(([name, descriptor]) => descriptor.set && !leftOut.has(name))
        .map(([name]) => name);
      assert.deepEqual(
        optionsOf(type)
          .map(({ name }) => name)
          .sort(),
        settable.sort(),
      );
    });

    it(`has libzmq's defaults for ${type}`, () => {
      zmq.context.blocky = true;
      const socket = new socketClass();
      const readable = accessors(socketClass.prototype as object);
      try {
        for (const { name, defaultValue, fromSettings, platform } of optionsOf(type)) {
          if (fromSettings || name === 'mandatory' || platform || !readable.get(name)?.get) continue;
          let value: unknown;
          try {
            value = (socket as unknown as Record<string, unknown>)[name];
          } catch {
            continue; // libzmq sets some that it does not tell
          }
          // Keys read back as zeros where none is set.
          if (name.startsWith('curve') && name.endsWith('Key')) continue;
          assert.equal(value, defaultValue, name);
        }
      } finally {
        socket.close();
      }
    });
  }

  it('says all that a picker needs', () => {
    for (const option of socketOptions) {
      assert.match(option.constant, /^ZMQ_[A-Z0-9_]+$/);
      assert.ok(option.doc.length > 10 && option.doc.length < 100, option.name);
      assert.ok(!option.doc.endsWith('.'), option.name);
      assert.ok(option.types.length > 0);
      if (option.kind === 'enum') assert.ok((option.values ?? []).length > 0);
      assert.deepEqual(checkOptions(option.types[0]!, { [option.name]: option.defaultValue }), []);
      assert.notEqual(defaultLabelOf(option), '');
    }
    assert.equal(defaultLabelOf(socketOption('reconnectInterval')!), '100 ms');
    assert.equal(defaultLabelOf(socketOption('linger')!), 'from the settings');
    assert.equal(defaultLabelOf(socketOption('routingId')!), 'none');
  });
});

describe('checkOptions', () => {
  const faultOf = (type: StableSocketType, name: string, value: string | number | boolean) => {
    const [fault] = checkOptions(type, { [name]: value });
    assert.ok(fault, `${name} was taken`);
    return fault;
  };

  it('takes good values, and null for the default', () => {
    const values = {
      linger: 0,
      routingId: 'hex:00ff',
      immediate: true,
      affinity: 3,
      zapDomain: 'x',
      rate: null,
    };
    assert.deepEqual(checkOptions('DEALER', values), []);
    assert.deepEqual(checkOptions('XPUB', { verbosity: 'allSubs' }), []);
  });

  it('suggests the name that was meant', () => {
    assert.equal(faultOf('PUSH', 'sendHighWatermark', 1).suggestion, 'sendHighWaterMark');
    assert.equal(faultOf('PUSH', 'ZMQ_SNDHWM', 1).suggestion, 'sendHighWaterMark');
    assert.equal(faultOf('PUSH', 'sndhwm', 1).suggestion, 'sendHighWaterMark');
    assert.equal(faultOf('PUSH', 'completelyDifferent', 1).suggestion, undefined);
    assert.equal(faultOf('PUSH', '__proto__x', 1).code, 'option/unknown');
  });

  it('says what an option takes', () => {
    assert.equal(
      faultOf('PUSH', 'sendHighWaterMark', -1).message,
      'sendHighWaterMark takes a whole number from 0 to 2147483647 (messages), not -1.',
    );
    assert.equal(faultOf('PUSH', 'linger', 1.5).code, 'option/badValue');
    assert.equal(faultOf('PUSH', 'immediate', 'yes').message, 'immediate takes true or false, not "yes".');
    assert.equal(
      faultOf('XPUB', 'verbosity', 'all').message,
      'verbosity takes allSubs or allSubsUnsubs or null, not "all".',
    );
    assert.equal(faultOf('DEALER', 'routingId', 'hex:0').code, 'option/badValue');
    assert.equal(
      faultOf('DEALER', 'routingId', 'x'.repeat(256)).message.slice(0, 33),
      'routingId takes 1 to 255 bytes, n',
    );
    assert.match(
      faultOf('DEALER', 'mandatory', true).message,
      /^A DEALER socket has no option mandatory; it is for ROUTER\.$/,
    );
  });

  it('never repeats a secret', () => {
    const { message } = faultOf('PUSH', 'curveSecretKey', 'hunter2');
    assert.equal(message, 'curveSecretKey takes exactly 40 characters, not the given value.');
  });
});

describe('secret options', () => {
  it('are told from the rest', () => {
    const values = { curveSecretKey: 'a', plainPassword: 'b', plainUsername: 'c' };
    assert.deepEqual(secretOptions(values), ['curveSecretKey', 'plainPassword']);
    assert.deepEqual(withoutSecrets(values), { plainUsername: 'c' });
  });
});
