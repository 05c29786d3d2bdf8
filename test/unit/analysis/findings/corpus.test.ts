import assert from 'node:assert/strict';
import { languageOfFile } from '../../../../src/analysis/languages/languages';
import { describeFinding, findingsIn } from '../../../support/analysis/findings';
import { corpusNames, readCorpus } from '../../../support/analysis/truth';

/** Faults that programs of the corpus do have: `FILE CODE LINE:COLUMN-LINE:COLUMN`. */
const realFaults: readonly string[] = [
  // a test of what libzmq refuses
  'c/test_bind_connect.c malformed-endpoint 76:61-76:82',
  // a client that sets the server's key alone
  'python/chat_room.py curve-client-incomplete 111:5-111:33',
  // RCVHWM behind bind
  'python/green_names.py option-after-attach 17:1-17:27',
  // a test that rubbish is refused
  'java/TransportTest.java malformed-endpoint 33:35-33:39',
  // keys that are no keys, set in a method of their own
  'cpp/secure_hub.cc curve-key-malformed 44:5-44:59',
  'cpp/secure_hub.cc curve-key-malformed 45:5-45:59',
  // a test of what libzmq refuses
  'cpp/zero_copy_test.cpp malformed-endpoint 31:36-31:53',
];

describe('findings in the programs of the corpus', () => {
  for (const folder of corpusNames().filter((name) => name !== 'plain')) {
    it(`${folder}: there is none that is a false alarm`, async () => {
      const found: string[] = [];
      for (const { name, source } of readCorpus(folder)) {
        const language = languageOfFile(name, source);
        assert.ok(language, name);
        for (const finding of await findingsIn(source, language, name)) {
          const { code, range } = describeFinding(finding, source);
          found.push(`${name} ${code} ${range}`);
        }
      }
      const expected = realFaults.filter((fault) => fault.startsWith(`${folder}/`));
      assert.deepEqual(found.sort(), [...expected].sort());
    });
  }
});
