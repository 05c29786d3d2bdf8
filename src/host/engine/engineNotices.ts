import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { EngineSupervisor } from './engineSupervisor';

/** Tells a person that the engine stopped for good, with the two things they can do. */
export function announceStops(supervisor: EngineSupervisor): Disposable {
  return supervisor.onDidChange(({ state, error }) => {
    if (state === 'stopped' && error) void announce(error.message);
  });
}

async function announce(message: string): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(message, restart, showLog);
  if (chosen === restart) await vscode.commands.executeCommand('zeromq.engine.restart');
  if (chosen === showLog) await vscode.commands.executeCommand('zeromq.engine.showLog');
}
