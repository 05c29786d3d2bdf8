import assert from 'node:assert/strict';
import { textExtensions, textNames } from '../../../src/analysis/analysedNames';
import { hasKnownComments } from '../../../src/analysis/plainText/comments';
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

  it('how comments are marked is known of every kind of text that is read', () => {
    const names = [...textExtensions.map((extension) => `a.${extension}`), ...textNames];
    assert.deepEqual(
      names.filter((name) => !hasKnownComments(name.replaceAll('*', 'x'))),
      [],
    );
  });

  const commented: Readonly<Record<string, string>> = {
    'run.bash': '# tcp://*:1',
    'run.ps1': 'Start-Relay # tcp://*:1',
    'run.bat': 'REM tcp://*:1\n  :: tcp://*:1\n@rem tcp://*:1',
    'relay.service': '; tcp://*:1\n# tcp://*:1',
    'main.tf': '# tcp://*:1\n// tcp://*:1',
    'app.json5': '{ // tcp://*:1\n}',
    'App.kt': 'val a = 1 // tcp://*:1',
    'relay.lua': 'local a = 1 -- tcp://*:1',
    'App.vue': '<!-- tcp://*:1 -->\n// tcp://*:1',
    Containerfile: '# tcp://*:1',
  };
  for (const [name, text] of Object.entries(commented)) {
    it(`${name}: what stands in comments does not count, what stands behind them does`, () => {
      assert.deepEqual(endpointsIn(`${text}\nx = "tcp://*:2"\n`, name), ['tcp://*:2']);
    });
  }
});
