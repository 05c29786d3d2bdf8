import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ArgumentsOf, CommandId, ResultOf } from '../../../src/host/config/commandIds';
import type { RowJson } from '../../../src/host/config/commandArguments';
import type { ComposedWorkbench } from '../../../src/host/composeWorkbench';
import type { SessionEntry } from '../../../src/host/sessions/sessionRegistry';

/** How long anything waited for may take; what waits longer has failed. */
const patienceMs = 20_000;

/** @returns the extension's own parts, which it hands out to tests only. */
export async function activated(): Promise<ComposedWorkbench> {
  const extension = vscode.extensions.getExtension<ComposedWorkbench>('zeromq-workbench.zeromq-workbench');
  assert.ok(extension);
  return extension.activate();
}

/** Calls a command the way other extensions do. */
export async function run<Id extends CommandId>(id: Id, args: ArgumentsOf<Id>): Promise<ResultOf<Id>> {
  return vscode.commands.executeCommand<ResultOf<Id>>(id, args);
}

/** Calls a command with arguments that its types forbid. */
export async function runRaw(id: CommandId, args: unknown): Promise<unknown> {
  return vscode.commands.executeCommand(id, args);
}

/** Waits until the probe finds something, looking whenever one of the events fires. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined,
  ...events: readonly ((listener: () => void) => { dispose(): void })[]
): Promise<T> {
  const subscriptions: { dispose(): void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const look = () => {
        const found = probe();
        if (found !== undefined) resolve(found);
      };
      timer = setTimeout(() => reject(new Error(`waited ${patienceMs} ms for ${what}`)), patienceMs);
      subscriptions.push(...events.map((event) => event(look)));
      look();
    });
  } finally {
    clearTimeout(timer);
    for (const subscription of subscriptions) subscription.dispose();
  }
}

/** Waits until the session looks like that. */
export async function sessionWhere(
  { registry }: ComposedWorkbench,
  id: string,
  is: (entry: SessionEntry) => boolean,
): Promise<SessionEntry> {
  const probe = () => {
    const entry = registry.entry(id);
    return entry && is(entry) ? entry : undefined;
  };
  const describe = () => JSON.stringify(registry.entry(id)?.snapshot);
  try {
    return await eventually(`session ${id}`, probe, registry.onDidChange);
  } catch (error) {
    throw new Error(`${String(error)}; last seen: ${describe()}`);
  }
}

/** Waits until the session has received as many messages, and returns what it captured. */
export async function received(
  workbench: ComposedWorkbench,
  id: string,
  count: number,
): Promise<readonly RowJson[]> {
  await sessionWhere(workbench, id, ({ snapshot }) => snapshot.received >= count);
  const { rows } = await run('zeromq.capture.rows', { session: id, filter: 'dir:in' });
  return rows;
}

export function texts({ frames }: RowJson): readonly (string | undefined)[] {
  return frames.map(({ text }) => text);
}

/** The raw setting as the workspace's file has it. */
export function writtenSessions(): unknown {
  return vscode.workspace.getConfiguration().inspect('zeromq.sessions')?.workspaceValue;
}

export async function writeSessions(value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration()
    .update('zeromq.sessions', value, vscode.ConfigurationTarget.Workspace);
}

/** Leaves nothing open and nothing written for the next test. */
export async function cleanUp(workbench: ComposedWorkbench): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  if (workbench.supervisor.health.state === 'stopped') await run('zeromq.engine.restart', {});
  for (const { id } of workbench.registry.list()) await run('zeromq.session.remove', { session: id });
  await writeSessions(undefined);
}
