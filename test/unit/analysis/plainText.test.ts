import assert from 'node:assert/strict';
import { scanPlainText } from '../../../src/analysis/plainText/scanPlainText';

const endpointsIn = (text: string, name: string) => scanPlainText(text, name).map(({ endpoint }) => endpoint);

describe('plain text', () => {
  it('Markdown: emphasis and escapes are no part of an address, comments of code do not count', () => {
    const text = [
      'At **tcp://\\*:1**, _tcp://a:2_ and __tcp://b:3__; my_tcp://c:4 is none.',
      '```yaml',
      'bind: "tcp://*:5" # not tcp://*:6',
      '```',
      '# tcp://*:7',
    ].join('\n');
    assert.deepEqual(endpointsIn(text, 'README.md'), [
      'tcp://*:1',
      'tcp://a:2',
      'tcp://b:3',
      'tcp://*:5',
      'tcp://*:7',
    ]);
  });

  it('takes the defaults and names of variables, and zones of IPv6', () => {
    const text = 'a=tcp://${HOST:-h}:${PORT:=1}\nb=tcp://${env:HOST}:2\nc=tcp://[fe80::1%eth0]:3\n';
    assert.deepEqual(endpointsIn(text, '.env'), ['tcp://h:1', 'tcp://{HOST}:2', 'tcp://[fe80::1%eth0]:3']);
  });
});
