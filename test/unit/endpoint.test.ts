import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeEndpoint, parseEndpoint, type EndpointContext } from '../../src/model/endpoint';
import { isIpv4, isIpv6 } from '../../src/model/ipAddress';

const bind: EndpointContext = { role: 'bind', platform: 'linux' };
const connect: EndpointContext = { role: 'connect', platform: 'linux' };

function faultOf(address: string, context: EndpointContext) {
  const parsed = parseEndpoint(address, context);
  assert.ok('fault' in parsed, `${address} was taken`);
  return parsed.fault;
}

function partsOf(address: string, context: EndpointContext) {
  const parsed = parseEndpoint(address, context);
  assert.ok('endpoint' in parsed, `${address}: ${'fault' in parsed ? parsed.fault.message : ''}`);
  return parsed.endpoint;
}

describe('parseEndpoint', () => {
  it('takes what libzmq takes', () => {
    const good: readonly (readonly [string, EndpointContext])[] = [
      ['tcp://127.0.0.1:5555', bind],
      ['tcp://*:5555', bind],
      ['tcp://*:*', bind],
      ['tcp://127.0.0.1:0', bind],
      ['tcp://eth0:5555', bind],
      ['tcp://localhost:5555', bind],
      ['tcp://[::1]:5555', bind],
      ['tcp://[fe80::1%eth0]:5555', connect],
      ['tcp://broker.example.org:65535', connect],
      ['tcp://192.168.1.17:0;192.168.1.1:5555', connect],
      ['tcp://eth0:*;broker:5555', connect],
      ['ipc:///tmp/feed', bind],
      ['ipc://relative/feed', connect],
      ['ipc://@abstract', connect],
      ['ipc://*', bind],
      ['inproc://any name at all', connect],
      ['ws://127.0.0.1:8080/path', connect],
      ['udp://239.0.0.1:5555', { ...bind, socketType: 'DISH' }],
      ['tipc://{5560,0,0}', bind],
      ['pgm://eth0;239.192.1.1:5555', connect],
      ['epgm://239.192.1.1:5555', connect],
      ['norm://224.1.2.3:5556', connect],
      ['vmci://*:*', bind],
    ];
    for (const [address, context] of good) assert.equal(partsOf(address, context).address, address);
    assert.equal(partsOf('  tcp://127.0.0.1:1 ', bind).address, 'tcp://127.0.0.1:1');
  });

  it('reads the parts', () => {
    const wildcard = partsOf('tcp://*:*', bind);
    assert.deepEqual([wildcard.host, wildcard.port], ['*', 0]);
    assert.ok(wildcard.isWildcard && wildcard.allInterfaces);
    assert.ok(partsOf('tcp://0.0.0.0:1', bind).allInterfaces);
    assert.ok(!partsOf('tcp://0.0.0.0:1', connect).allInterfaces);
    assert.equal(partsOf('tcp://[::1]:7', connect).host, '::1');
    const sourced = partsOf('tcp://10.0.0.1:0;10.0.0.2:5555', connect);
    assert.deepEqual([sourced.source, sourced.host, sourced.port], ['10.0.0.1:0', '10.0.0.2', 5555]);
    const abstract = partsOf('ipc://@name', bind);
    assert.deepEqual([abstract.name, abstract.isAbstract], ['name', true]);
  });

  const faults: readonly (readonly [string, EndpointContext, string, string?])[] = [
    ['', bind, 'endpoint/empty'],
    ['127.0.0.1:5555', connect, 'endpoint/missingScheme', 'tcp://127.0.0.1:5555'],
    ['localhost:5555', connect, 'endpoint/missingScheme', 'tcp://localhost:5555'],
    ['tcp:/host:1', connect, 'endpoint/missingScheme', 'tcp://host:1'],
    ['tcp//host:1', connect, 'endpoint/missingScheme', 'tcp://host:1'],
    ['/tmp/feed', bind, 'endpoint/missingScheme', 'ipc:///tmp/feed'],
    ['ipc:/tmp/feed', bind, 'endpoint/missingScheme', 'ipc:///tmp/feed'],
    ['http://host:80', connect, 'endpoint/unknownTransport', 'tcp://host:80'],
    ['TCP://host:80', connect, 'endpoint/unknownTransport', 'tcp://host:80'],
    ['zmq://host:80', connect, 'endpoint/unknownTransport'],
    ['tcp://127.0.0.1:70000', bind, 'endpoint/portOutOfRange'],
    ['tcp://127.0.0.1:99999999999999999999', bind, 'endpoint/portOutOfRange'],
    ['tcp://127.0.0.1:5555abc', bind, 'endpoint/badPort', 'tcp://127.0.0.1:5555'],
    ['tcp://127.0.0.1:5555/', connect, 'endpoint/badPort', 'tcp://127.0.0.1:5555'],
    ['tcp://127.0.0.1:abc', bind, 'endpoint/badPort'],
    ['tcp://127.0.0.1:-1', bind, 'endpoint/badPort'],
    ['tcp://127.0.0.1', bind, 'endpoint/missingPort', 'tcp://127.0.0.1:5555'],
    ['tcp://127.0.0.1:', bind, 'endpoint/missingPort'],
    ['tcp://[::1]', bind, 'endpoint/missingPort', 'tcp://[::1]:5555'],
    ['tcp://fe80::1', connect, 'endpoint/missingPort', 'tcp://[fe80::1]:5555'],
    ['tcp://', bind, 'endpoint/missingPort'],
    ['tcp://:5555', bind, 'endpoint/missingHost', 'tcp://*:5555'],
    ['tcp://:5555', connect, 'endpoint/missingHost', 'tcp://127.0.0.1:5555'],
    ['tcp://*:5555', connect, 'endpoint/wildcardConnect', 'tcp://127.0.0.1:5555'],
    ['tcp://127.0.0.1:*', connect, 'endpoint/wildcardConnect'],
    ['tcp://127.0.0.1:0', connect, 'endpoint/wildcardConnect'],
    ['tcp://0.0.0.0:1', { ...connect, platform: 'win32' }, 'endpoint/wildcardConnect', 'tcp://127.0.0.1:1'],
    ['tcp://::1:5555', connect, 'endpoint/badHost', 'tcp://[::1]:5555'],
    ['tcp://[::1:5555', connect, 'endpoint/badHost'],
    ['tcp://[localhost]:5555', connect, 'endpoint/badHost'],
    ['tcp://256.0.0.1:5555', connect, 'endpoint/badHost'],
    ['tcp://127.0.1:5555', connect, 'endpoint/badHost'],
    ['tcp://ho st:5555', connect, 'endpoint/whitespace', 'tcp://host:5555'],
    ['tcp://user@host:5555', connect, 'endpoint/badHost'],
    ['tcp://10.0.0.1:0;10.0.0.2:5555', bind, 'endpoint/sourceInBind', 'tcp://10.0.0.1:0'],
    ['tcp://10.0.0.1;10.0.0.2:5555', connect, 'endpoint/missingPort'],
    ['ipc://', bind, 'endpoint/emptyPath'],
    ['ipc://@', bind, 'endpoint/emptyPath'],
    ['ipc://*', connect, 'endpoint/wildcardConnect'],
    ['ipc://@name', { ...bind, platform: 'darwin' }, 'endpoint/abstractUnavailable'],
    ['inproc://', bind, 'endpoint/emptyName'],
    ['udp://127.0.0.1:*', { ...bind, socketType: 'DISH' }, 'endpoint/badPort'],
    ['udp://127.0.0.1:1', { ...bind, socketType: 'RADIO' }, 'endpoint/wrongSocketType'],
    ['udp://127.0.0.1:1', { ...connect, socketType: 'PULL' }, 'endpoint/wrongSocketType'],
    ['tipc://5555', bind, 'endpoint/badAddress'],
    ['vmci://host', bind, 'endpoint/badAddress'],
    ['ipc:///tmp/x', { ...bind, transports: ['tcp', 'inproc'] }, 'endpoint/transportUnavailable'],
  ];
  for (const [address, context, code, suggestion] of faults) {
    it(`finds ${code} in ${context.role} "${address}"`, () => {
      const fault = faultOf(address, context);
      assert.equal(fault.code, code);
      assert.match(fault.message, /\.$/);
      if (suggestion !== undefined) assert.equal(fault.suggestion, suggestion);
    });
  }

  it('knows how long an ipc path may be', () => {
    const path = (length: number) => `ipc:///${'x'.repeat(length - 1)}`;
    assert.ok('endpoint' in parseEndpoint(path(107), bind));
    assert.match(faultOf(path(108), bind).message, /108 bytes long; this system takes at most 107/);
    assert.ok('endpoint' in parseEndpoint(path(103), { ...connect, platform: 'darwin' }));
    assert.equal(faultOf(path(104), { ...connect, platform: 'darwin' }).code, 'endpoint/pathTooLong');
    assert.equal(faultOf(`ipc:///${'é'.repeat(60)}`, bind).code, 'endpoint/pathTooLong');
  });

  it('names the transports on offer', () => {
    const message = faultOf('foo://x', { ...bind, transports: ['tcp', 'ipc'] }).message;
    assert.equal(message, 'ZeroMQ knows no transport "foo". Use one of tcp, ipc.');
  });

  it('suggests only what it takes itself', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom('tcp', 'ipc', 'udp', 'foo'), fc.string())
        .map(([scheme, rest]) => `${scheme}://${rest}`),
      fc
        .tuple(fc.stringMatching(/^[a-z0-9.*:[\]]{0,12}$/), fc.nat(99_999))
        .map(([host, port]) => `${host}:${port}`),
    );
    const role = fc.constantFrom('bind' as const, 'connect' as const);
    fc.assert(
      fc.property(text, role, (address, asRole) => {
        const parsed = parseEndpoint(address, { role: asRole, platform: 'linux' });
        if ('endpoint' in parsed) assert.equal(parsed.endpoint.address, address.trim());
        else assert.notEqual(parsed.fault.message, '');
      }),
    );
    for (const [address, context, , suggestion] of faults) {
      if (suggestion === undefined || address === 'zmq://host:80') continue;
      assert.ok('endpoint' in parseEndpoint(suggestion, context), suggestion);
    }
  });
});

describe('describeEndpoint', () => {
  const cases: readonly (readonly [string, EndpointContext, string])[] = [
    ['tcp://*:5555', bind, 'TCP port 5555 on every interface'],
    ['tcp://127.0.0.1:*', bind, 'TCP a free port on 127.0.0.1 (this machine only)'],
    ['tcp://eth0:0;host:1', connect, 'TCP port 1 on host, from eth0:0'],
    ['ipc:///tmp/feed', bind, 'local socket /tmp/feed'],
    ['ipc://@feed', bind, 'abstract local socket feed'],
    ['inproc://feed', bind, 'in-process name feed'],
    ['tipc://{5560,0,0}', bind, 'tipc://{5560,0,0}'],
  ];
  for (const [address, context, text] of cases) {
    it(`says "${text}"`, () => assert.equal(describeEndpoint(partsOf(address, context)), text));
  }
});

describe('IP addresses', () => {
  it('are told from what is none', () => {
    for (const text of ['0.0.0.0', '255.255.255.255']) assert.ok(isIpv4(text));
    for (const text of ['256.1.1.1', '1.1.1', '1.1.1.1.1', '']) assert.ok(!isIpv4(text));
    for (const text of [
      '::',
      '::1',
      '1::',
      '2001:db8::1',
      '1:2:3:4:5:6:7:8',
      '::ffff:1.2.3.4',
      'fe80::1%lo',
    ]) {
      assert.ok(isIpv6(text), text);
    }
    for (const text of [
      '',
      ':',
      ':::',
      '1:2:3',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7:8:9',
      'host',
      '1.2.3.4',
    ]) {
      assert.ok(!isIpv6(text), text);
    }
  });
});
