/**
 * A real VS Code from the npm registry alone: code-server's package holds VS Code's server and web workbench. It is
 * kept in .vscode-test/ and installed once.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withProgress } from './progress.ts';
import { inRepository } from './repository.ts';
import { runQuietly } from './runProcess.ts';

/** code-server 4.N carries VS Code 1.N. */
export const codeServerVersion = '4.139.1';

const store = inRepository('.vscode-test');
/** The build scripts compile native modules for minutes, and VS Code works without them. */
const install = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/** The folder of VS Code's server, `…/lib/vscode`; installs it when it is not there. */
export async function provideVsCode(): Promise<string> {
  const home = path.join(store, `code-server-${codeServerVersion}`);
  const server = path.join(home, 'node_modules/code-server/lib/vscode');
  if (existsSync(home)) return server;

  clearAbandoned();
  const fresh = path.join(store, `installing-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  writeFileSync(path.join(fresh, 'package.json'), '{ "private": true }\n');
  try {
    await withProgress(
      `Installing VS Code (code-server ${codeServerVersion}, 0.8 GB) into .vscode-test`,
      async () => {
        await npm([...install, `code-server@${codeServerVersion}`], fresh);
      },
    );
    await withProgress("Installing the VS Code server's own packages", async () => {
      await npm(install, path.join(fresh, 'node_modules/code-server/lib/vscode'));
    });
    // the finished folder appears at once, so that an interrupted installation is never taken for a whole one
    moveUnlessThere(fresh, home);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return server;
}

/** Another run may have finished the same installation first. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function clearAbandoned(): void {
  if (!existsSync(store)) return;
  for (const name of readdirSync(store)) {
    const [, pid] = /^installing-(\d+)$/.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) rmSync(path.join(store, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  // what `npm run` tells its scripts about this package must not reach an npm that works on another
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name),
    ),
  );
  await runQuietly('npm', args, { cwd, env });
}
