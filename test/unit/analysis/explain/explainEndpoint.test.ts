import assert from 'node:assert/strict';
import { explainEndpoint } from '../../../../src/analysis/explain/explainEndpoint';
import type { Surroundings } from '../../../../src/analysis/explain/explainSides';
import { indexOf, pythonSockets } from '../../../support/analysis/sampleWorkspace';

const around: Surroundings = { isWhole: true, lineOf: () => 7, uriOf: (path) => `file:///${path}` };

async function explain(files: Readonly<Record<string, string>>, path: string, at = 0): Promise<string> {
  const index = await indexOf(files);
  const place = [...index.usesOf(path), ...index.mentionsOf(path)][at];
  assert.ok(place);
  return explainEndpoint(place, index.groupOf(place), around);
}

describe('an endpoint explained', () => {
  const feed = {
    'feed/server.py': pythonSockets('PUB bind tcp://*:5556'),
    'feed/client.py': pythonSockets('SUB connect tcp://localhost:5556'),
    'compose.yml': 'FEED: tcp://feed:5556\n',
  };

  it('says what the socket is, what it goes with, and who is at the other end', async () => {
    assert.equal(
      await explain(feed, 'feed/client.py'),
      `**SUB connects** \`tcp://localhost:5556\`

Connects to TCP port 5556 of this machine (\`localhost\`).

**SUB** Publish-subscribe: receives the topics it subscribed to. Goes with **PUB** and **XPUB**.

- Bound by **PUB** [server\\.py\\:7](<file:///feed/server.py>)
- Named in [compose\\.yml\\:7](<file:///compose.yml>)`,
    );
  });

  it('says of a mention who uses it', async () => {
    assert.equal(
      await explain(feed, 'compose.yml'),
      `\`tcp://feed:5556\`

TCP port 5556 of the host \`feed\`.

- Bound by **PUB** [server\\.py\\:7](<file:///feed/server.py>)
- Connected by **SUB** [client\\.py\\:7](<file:///feed/client.py>)`,
    );
  });

  it('says where nobody is at the other end', async () => {
    const alone = {
      'a.py': pythonSockets('PUB bind tcp://*:1', 'SUB connect tcp://b:2'),
      'b.env': 'X=tcp://c:3',
    };
    assert.match(await explain(alone, 'a.py'), /- No program of this workspace connects to it$/);
    assert.match(await explain(alone, 'a.py', 1), /- No program of this workspace binds it$/);
    assert.match(await explain(alone, 'b.env'), /- No program of this workspace binds or connects it$/);
    const chosen = { 'a.py': pythonSockets('PUB bind tcp://*:*') };
    assert.doesNotMatch(await explain(chosen, 'a.py'), /No program/);
  });

  it('does not say so while files are still being read', async () => {
    const index = await indexOf({ 'a.py': pythonSockets('PUB bind tcp://*:1') });
    const [place] = index.usesOf('a.py');
    assert.ok(place);
    const text = explainEndpoint(place, index.groupOf(place), { ...around, isWhole: false });
    assert.match(text, /- The workspace is still being read$/);
  });

  it('names the nearest few of many and counts the rest', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_none, at) => [
        `x/${at}.py`,
        pythonSockets('SUB connect tcp://localhost:1'),
      ]),
    );
    const files = {
      'a/server.py': pythonSockets('PUB bind tcp://*:1'),
      ...many,
      'a/near.py': many['x/0.py'] ?? '',
    };
    const text = await explain(files, 'a/server.py');
    assert.match(text, /- Connected by \*\*SUB\*\* \[near\\\.py\\:7\].* and 27 more$/);
    assert.equal(text.match(/\]\(</g)?.length, 4);
    assert.match(await explain(files, 'a/near.py'), /- Also connected by .* and 26 more$/);
  });

  it('says which types do not go together', async () => {
    const files = {
      'a.py': pythonSockets('PUB bind tcp://*:1'),
      'b.py': pythonSockets('PULL connect tcp://b:1'),
    };
    assert.match(await explain(files, 'a.py'), /\*\*PULL\*\* \[b.*\) \(does not go with PUB\)$/);
  });

  it('tells subscriptions, the routing id, options and security, but no secret', async () => {
    const source = `import zmq
s = zmq.Context().socket(zmq.SUB)
s.setsockopt_string(zmq.SUBSCRIBE, "weather.")
s.setsockopt(zmq.SUBSCRIBE, b"\`news\`")
s.linger = 0
s.setsockopt(zmq.RCVHWM, 10)
s.setsockopt(zmq.CONFLATE, 1)
s.curve_secretkey = b"JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
s.curve_publickey = b"Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
s.curve_serverkey = b"rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
s.connect("tcp://b:1")
r = zmq.Context().socket(zmq.REQ)
r.setsockopt(zmq.IDENTITY, b"worker-1")
r.connect("tcp://c:1")
`;
    const text = await explain({ 'a.py': source }, 'a.py');
    assert.ok(text.includes('- Subscribes to `weather.` and `` `news` ``\n'), text);
    assert.ok(text.includes('- `CONFLATE` `1`: keeps only the newest message\n'), text);
    assert.ok(text.includes('- `LINGER` `0`: drops unsent messages on close\n'), text);
    assert.ok(text.includes('- `RCVHWM` `10`: queues up to 10 received messages per peer\n'), text);
    assert.ok(text.includes('- Security: **CURVE**, as a client (encrypted'), text);
    assert.doesNotMatch(text, /JTKVSB/);
    assert.ok((await explain({ 'a.py': source }, 'a.py', 1)).includes('- Its routing id is `worker-1`\n'));
  });

  it('does not guess the type', async () => {
    const source = 'import zmq\ndef go(s: zmq.Socket):\n    s.bind("tcp://*:1")\n';
    assert.match(
      await explain({ 'a.py': source }, 'a.py'),
      /^\*\*A socket binds\*\*[^]*does not tell the type/,
    );
  });
});
