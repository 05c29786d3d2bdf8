import assert from 'node:assert/strict';
import { type Finding } from '../../../../src/analysis/findings/finding';
import { languageOfFile } from '../../../../src/analysis/languages/languages';
import { describeFinding, findingsBetween, findingsIn } from '../../../support/analysis/findings';
import { corpusNames, readCorpus, type CorpusFile } from '../../../support/analysis/truth';

/** Faults that programs of the corpus do have: `FILE CODE LINE:COLUMN-LINE:COLUMN`. */
const realFaults: readonly string[] = [
  // a password that comes after bind
  'c/gateway_config.c option-after-attach 77:9-77:46',
  // the key of libzmq's own examples
  'c/thr_bench.c secret-key-in-source 26:9-26:67',
  // and it lets everybody in
  'c/thr_bench.c server-without-zap 25:9-25:71',
  // a test of what libzmq refuses
  'c/test_bind_connect.c malformed-endpoint 76:61-76:82',
  // a test of what is refused
  'csharp/TransportTests.cs malformed-endpoint 60:80-60:99',
  // a test of what happens then
  'java/TransportTest.java malformed-endpoint 33:35-33:39',
  // placeholders for keys
  'cpp/secure_hub.cc curve-key-malformed 44:5-44:59',
  'cpp/secure_hub.cc curve-key-malformed 45:5-45:59',
  // a test of what libzmq refuses
  'cpp/zero_copy_test.cpp malformed-endpoint 31:36-31:53',
  // a client that sets the server's key alone
  'python/chat_room.py curve-client-incomplete 111:5-111:33',
  // the identity behind connect
  'javascript/broker_v5.js option-after-attach 64:3-64:34',
  // a recorder that pulls from the PUB and from the REP of the same file
  'python/chat_room.py incompatible-socket-types 115:18-115:42',
  'python/chat_room.py incompatible-socket-types 116:18-116:35',
  // RCVHWM behind bind
  'python/green_names.py option-after-attach 17:1-17:27',
  // a test that rubbish is refused
  'php/ClientTest.php malformed-endpoint 58:26-58:30',
  // binds to the name of a host
  'php/factory.php bind-to-host-name 102:17-102:49',
  // a test that connects a REQ to the name under which another test binds a PUSH
  'cpp/zero_copy_test.cpp incompatible-socket-types 108:23-108:41',
  // a PUB that sends as soon as it is bound
  'ruby/eventmachine_chat.rb pub-sends-at-once 62:5-62:35',
  // the identity behind bind
  'ruby/rbczmq_reactor.rb option-after-attach 23:1-23:27',
  // a test that rubbish is refused
  'ruby/spec_pubsub.rb malformed-endpoint 41:35-41:50',
];

describe('findings in the programs of the corpus', () => {
  for (const folder of corpusNames()) {
    const files = readCorpus(folder);
    const expected = realFaults.filter((fault) => fault.startsWith(`${folder}/`)).sort();

    it(`${folder}: there is none that is a false alarm`, async () => {
      const found = new Set<string>();
      for (const file of files) {
        const { name, source } = file;
        const language = languageOfFile(name, source);
        const own = language && folder !== 'plain' ? await findingsIn(source, language, name) : [];
        const between = await findingsBetween({ [name]: source });
        for (const finding of [...own, ...between]) {
          if (!isUnbound(finding, [file])) found.add(line(finding, name, source));
        }
      }
      assert.deepEqual([...found].sort(), expected);
    });

    it(`${folder}: there is none between the programs`, async () => {
      const inRepository = (name: string) => `test/fixtures/endpoints/${name}`;
      const sources = Object.fromEntries(files.map(({ name, source }) => [inRepository(name), source]));
      const found = (await findingsBetween(sources)).flatMap((finding) => {
        const name = finding.path.replace(inRepository(''), '');
        const source = sources[finding.path] ?? '';
        return isUnbound(finding, files) ? [] : [line(finding, name, source)];
      });
      const within = expected.filter((fault) => fault.includes('incompatible-socket-types'));
      assert.deepEqual(found.sort(), within);
    });
  }
});

function line(finding: Finding, name: string, source: string): string {
  const { code, range } = describeFinding(finding, source);
  return `${name} ${code} ${range}`;
}

/** That nothing binds what is connected: the corpus' truth says so too. */
function isUnbound({ code, message }: Finding, files: readonly CorpusFile[]): boolean {
  if (code !== 'connected-not-bound') return false;
  const endpoint = /binds (.*)\.$/.exec(message)?.[1] ?? '';
  const key = /^tcp:.*(:\d+)$/.exec(endpoint)?.[1] ?? endpoint;
  const name = files.find(({ truth }) =>
    truth.some((use) => use.role === 'bind' && use.endpoint.endsWith(key)),
  );
  return name === undefined;
}
