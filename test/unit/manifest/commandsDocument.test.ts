import assert from 'node:assert/strict';
import { commandIds } from '../../../src/host/config/commandIds';
import { contextKeys } from '../../../src/host/config/contextKeys';
import { settingDefaults } from '../../../src/host/config/settings';
import { commandsDocument, documentedCommands, tableUnder } from './commandsDocument';
import { localized, manifest } from './manifest';

describe('docs/commands.md', () => {
  const documented = documentedCommands(commandsDocument);

  it('describes every command, and no other', () => {
    assert.deepEqual(documented.map(({ id }) => id).sort(), [...commandIds].sort());
  });

  it('calls commands by their titles', () => {
    for (const { command, title } of manifest.contributes.commands) {
      const plain = (localized(title) ?? '').replace(/…$/, '');
      const section = commandsDocument.split(`### ${command}\n`)[1] ?? '';
      const isProgram = /^\s*For programs\./.test(section);
      assert.ok(isProgram || section.trimStart().startsWith(`${plain}.`), `${command}: ${plain}`);
    }
  });

  it('shows for every command with arguments an example that uses only documented names', () => {
    for (const { id, argumentNames, examples } of documented) {
      assert.equal(examples.length > 0, argumentNames.length > 0, id);
      for (const name of examples.flatMap((example) => Object.keys(example))) {
        assert.ok(argumentNames.includes(name), `${id}: ${name}`);
      }
    }
  });

  it('lists every setting with its default, other than those of docs/findings.md', () => {
    const rows = tableUnder(commandsDocument, 'Settings').map(([id = '', value = '']): [string, unknown] => [
      id,
      JSON.parse(value),
    ]);
    const others = Object.entries(settingDefaults).filter(([id]) => !id.startsWith('zeromq.findings.'));
    assert.deepEqual(Object.fromEntries(rows), Object.fromEntries(others));
  });

  it('lists every context key', () => {
    const rows = tableUnder(commandsDocument, 'Context keys').map(([key]) => key);
    assert.deepEqual(rows.sort(), Object.values(contextKeys).sort());
  });
});
