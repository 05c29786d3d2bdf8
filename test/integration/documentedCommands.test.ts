import assert from 'node:assert/strict';
import { commandTable } from '../../src/host/commands/commandTable';
import { ArgumentReader } from '../../src/host/commands/argumentReader';
import type { CommandId } from '../../src/host/config/commandIds';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { commandsDocument, documentedCommands } from '../unit/manifest/commandsDocument';
import { activated } from './support/host';

describe('docs/commands.md, held against the commands', () => {
  let workbench: ComposedWorkbench;

  before(async () => {
    workbench = await activated();
  });

  it('names exactly the arguments that each command reads, and its examples are read', () => {
    const table = commandTable(workbench);
    for (const { id, argumentNames, examples } of documentedCommands(commandsDocument)) {
      const read = new Set<string>();
      for (const example of examples.length > 0 ? examples : [{}]) {
        const watched = new Proxy(example, {
          get(target, name) {
            if (typeof name === 'string') read.add(name);
            return Reflect.get(target, name) as unknown;
          },
        });
        table[id as CommandId].read(ArgumentReader.of(id, watched));
      }
      assert.deepEqual([...read].sort(), [...argumentNames].sort(), id);
    }
  });
});
