import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inRepository } from '../../../scripts/repository';
import { manifest, readRepositoryFile } from './manifest';

interface Task {
  readonly label: string;
  readonly script?: string;
  readonly command?: string;
  readonly dependsOn?: readonly string[];
  readonly problemMatcher?: { readonly background?: { beginsPattern: string; endsPattern: string } };
}

interface Launch {
  readonly name: string;
  readonly preLaunchTask?: string;
  readonly program?: string;
  readonly args?: readonly string[];
}

/** They may hold whole lines of comment. */
const read = <T>(file: string): T => JSON.parse(readRepositoryFile(file).replace(/^\s*\/\/.*$/gm, '')) as T;

describe('F5 and the tasks of VS Code', () => {
  const { tasks } = read<{ tasks: readonly Task[] }>('.vscode/tasks.json');
  const { configurations } = read<{ configurations: readonly Launch[] }>('.vscode/launch.json');
  const labels = tasks.map(({ label }) => label);

  it('name tasks, scripts and files that are there', () => {
    for (const { name, preLaunchTask, program } of configurations) {
      if (preLaunchTask) assert.ok(labels.includes(preLaunchTask), `${name}: ${preLaunchTask}`);
      const file = program?.replace('${workspaceFolder}/', '');
      if (file) assert.ok(existsSync(inRepository(file)), `${name}: ${file}`);
    }
    for (const { label, script, command, dependsOn = [] } of tasks) {
      for (const other of dependsOn) assert.ok(labels.includes(other), `${label}: ${other}`);
      if (script) assert.ok(script in manifest.scripts, `${label}: npm run ${script}`);
      const file = /scripts\/\S+/.exec(command ?? '')?.[0];
      if (file) assert.ok(existsSync(inRepository(file)), `${label}: ${file}`);
    }
    const [first] = configurations;
    const folder = first?.args?.at(-1)?.replace('${workspaceFolder}/', '') ?? '';
    assert.ok(existsSync(inRepository(folder)), folder);
  });

  it('know from what the watching build prints when it began and when the extension can start', async function () {
    // a whole build, which a busy machine takes its time for
    this.timeout(60_000);
    const background = tasks.find(({ label }) => label === 'watch')?.problemMatcher?.background;
    assert.ok(background);
    const child = spawn(process.execPath, ['esbuild.config.mjs', '--watch'], {
      cwd: inRepository('.'),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    try {
      const awaited = [new RegExp(background.beginsPattern), new RegExp(background.endsPattern)];
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line);
        if (awaited[0]?.test(line)) awaited.shift();
        if (awaited.length === 0) break;
      }
      assert.equal(awaited.length, 0, lines.join('\n'));
      assert.ok(existsSync(inRepository(manifest.main)));
    } finally {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    }
  });
});
