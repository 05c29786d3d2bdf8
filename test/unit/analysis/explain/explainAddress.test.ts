import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainAddress } from '../../../../src/analysis/explain/explainAddress';
import { joinPattern, type TextPattern } from '../../../../src/analysis/textPattern';

/** `tcp://*:{port}` as a pattern. */
function pattern(text: string): TextPattern {
  if (text.startsWith('tipc')) return [text];
  return joinPattern(
    text.split(/(\{[^}]*\})/).map((part) => (part.startsWith('{') ? { unknown: part.slice(1, -1) } : part)),
  );
}

const bound = (text: string) => explainAddress(pattern(text), 'bind').join(' ');
const connected = (text: string) => explainAddress(pattern(text), 'connect').join(' ');
const named = (text: string) => explainAddress(pattern(text)).join(' ');

describe('an address in words', () => {
  it('says what a bind listens on and who can reach it', () => {
    assert.equal(
      bound('tcp://*:5556'),
      'Listens on TCP port 5556 of every network interface (`*`). Other machines can reach it.',
    );
    assert.equal(
      bound('tcp://0.0.0.0:5556'),
      'Listens on TCP port 5556 of every network interface (`0.0.0.0`). Other machines can reach it.',
    );
    assert.equal(
      bound('tcp://127.0.0.1:5556'),
      'Listens on TCP port 5556 of this machine (`127.0.0.1`). No other machine can reach it.',
    );
    assert.equal(bound('tcp://eth0:5556'), 'Listens on TCP port 5556 of the interface `eth0`.');
    assert.equal(
      bound('tcp://192.168.1.7:5556'),
      'Listens on TCP port 5556 of the interface with the address `192.168.1.7`.',
    );
    assert.match(bound('ws://*:80/chat'), /^Listens on WebSocket port 80 of every network interface/);
  });

  it('says where a connect goes', () => {
    assert.equal(
      connected('tcp://localhost:5556'),
      'Connects to TCP port 5556 of this machine (`localhost`).',
    );
    assert.equal(connected('tcp://broker:5556'), 'Connects to TCP port 5556 of the host `broker`.');
    assert.equal(
      connected('tcp://192.168.1.7:0;10.0.0.1:5556'),
      'Connects to TCP port 5556 of `10.0.0.1`. It connects from the local address `192.168.1.7:0`.',
    );
  });

  it('explains what `*`, 0.0.0.0 and port 0 mean, and that connect cannot use them', () => {
    for (const port of ['*', '0']) {
      assert.equal(
        bound(`tcp://lo:${port}`),
        `Listens on a free TCP port that the system chooses (\`${port}\`) of this machine (\`lo\`). ` +
          'No other machine can reach it. The socket’s last endpoint tells which one it is.',
      );
      assert.match(connected(`tcp://a:${port}`), /names none.*Connect needs the port that the other side/);
    }
    assert.match(connected('tcp://*:5556'), /works only in bind: connect needs a host/);
    assert.match(connected('tcp://0.0.0.0:5556'), /connect should name a host/);
  });

  it('says what the source does not tell', () => {
    assert.equal(
      bound('tcp://*:{port}'),
      'Listens on TCP port `{port}` of every network interface (`*`). Other machines can reach it. ' +
        'The source does not tell `{port}`.',
    );
    assert.match(connected('tcp://{host}:{port}'), /does not tell `{host}` or `{port}`\.$/);
    assert.equal(connected('{endpoint}'), 'The source does not tell `{endpoint}`.');
  });

  it('says how libzmq reads ports that are none', () => {
    assert.match(bound('tcp://*:70000'), /Ports end at 65535/);
    assert.match(bound('tcp://*:5555abc'), /libzmq reads `5555abc` as 5555/);
  });

  it('describes an address in a text that is no program', () => {
    assert.equal(named('tcp://feed:5556'), 'TCP port 5556 of the host `feed`.');
    assert.equal(named('tcp://*:5556'), 'TCP port 5556 of every network interface (`*`).');
    assert.equal(
      named('tcp://*:*'),
      'A free TCP port that the system chooses (`*`) of every network interface (`*`).',
    );
  });

  it('knows the length that ipc paths may have', () => {
    assert.equal(
      bound('ipc:///tmp/feed'),
      'The socket file `/tmp/feed`, for programs of this machine. ' +
        'It has 9 bytes; a path takes at most 107 bytes on Linux and Windows, 103 on macOS and BSD.',
    );
    assert.match(bound(`ipc:///${'x'.repeat(103)}`), /too long for macOS and BSD\*\*: 104 bytes/);
    assert.match(bound(`ipc:///${'x'.repeat(106)}`), /too long for macOS and BSD\*\*: 107 bytes/);
    assert.match(bound(`ipc:///${'x'.repeat(107)}`), /path is too long\*\*: 108 bytes/);
    assert.match(bound(`ipc:///${'ü'.repeat(54)}`), /path is too long\*\*: 109 bytes/);
    assert.match(bound('ipc://feed.sock'), /begins in the folder that the program runs in/);
    assert.match(bound('ipc://@feed'), /abstract socket `@feed`.*Linux only/);
    assert.match(bound('ipc://*'), /that libzmq makes up/);
    assert.doesNotMatch(bound('ipc:///tmp/{name}'), /bytes/);
  });

  it('has a line for every other transport', () => {
    assert.match(bound('inproc://workers'), /name `workers` inside one process/);
    assert.match(
      connected('pgm://eth0;239.192.1.1:5555'),
      /PGM \(RFC 3208\) to the group `239.192.1.1`, port `5555`/,
    );
    assert.match(connected('epgm://eth0;239.192.1.1:5555'), /PGM in UDP packets.*no raw sockets/);
    assert.match(connected('norm://224.1.2.3:5555'), /NORM \(RFC 5740\)/);
    assert.match(bound('udp://*:5555'), /^Listens on UDP port 5555.*Datagrams may get lost/);
    assert.match(connected('wss://example.com:443'), /with TLS/);
    assert.match(connected('vmci://2:5555'), /VMware/);
    assert.match(connected('tipc://{5555,0}'), /TIPC/);
    assert.match(connected('http://example.com'), /begins with no transport/);
  });

  it('lets nothing of the source become Markdown', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('bind', 'connect', undefined),
        (rest, role) => {
          for (const transport of ['tcp', 'ipc', 'inproc', 'pgm', 'ws', 'udp', 'tipc', 'x']) {
            const text = explainAddress([`${transport}://${rest}`], role).join(' ');
            assert.doesNotMatch(text, /\n/);
          }
        },
      ),
    );
    assert.match(bound('ipc:///tmp/`**x**'), /``\/tmp\/`\*\*x\*\*``/);
  });
});
