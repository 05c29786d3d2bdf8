import * as vscode from 'vscode';
import { DisposableStore } from './base/disposable';
import { commandTable } from './host/commands/commandTable';
import { registerCommands } from './host/commands/registerCommands';
import { composeWorkbench, type ComposedWorkbench } from './host/composeWorkbench';

let workbench: ComposedWorkbench | undefined;

/** @returns the parts to tests that run in the extension host, and nothing to anybody else: commands are the API. */
export function activate(context: vscode.ExtensionContext): ComposedWorkbench | undefined {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const composed = composeWorkbench(context, store);
  const { log, elementOn, recordingOn } = composed;
  store.add(registerCommands(commandTable(composed), { log, elementOn, recordingOn }));
  workbench = composed;
  return context.extensionMode === vscode.ExtensionMode.Test ? composed : undefined;
}

/** Ends the engine with its window: no process stays, no port stays bound. */
export async function deactivate(): Promise<void> {
  const ending = workbench;
  workbench = undefined;
  await ending?.supervisor.shutdown();
  await ending?.spool.remove();
}
