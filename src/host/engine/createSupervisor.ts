import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { engineLimits } from '../config/settings';
import { EngineSupervisor } from './engineSupervisor';
import type { SpoolFolder } from './spoolFolder';

/** The supervisor of this window's engine, with its settings, its log and the workspace's trust. Starts nothing. */
export function createSupervisor(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  spool: SpoolFolder,
): EngineSupervisor {
  return new EngineSupervisor({
    modulePath: context.asAbsolutePath('dist/engine.js'),
    log,
    limits: () => {
      const configuration = vscode.workspace.getConfiguration();
      return engineLimits((id) => configuration.get(id));
    },
    spoolFolder: spool.path,
    assertAllowed: () => {
      if (vscode.workspace.isTrusted) return;
      throw new WorkbenchError({
        code: 'workspace/untrusted',
        message: vscode.l10n.t(
          'This workspace is not trusted, so ZeroMQ Workbench binds, connects and runs nothing in it.',
        ),
      });
    },
  });
}

const limitSettings = ['zeromq.capture', 'zeromq.send', 'zeromq.receive', 'zeromq.linger'];

/** Passes changed settings on to a running engine. */
export function followSettings(
  supervisor: EngineSupervisor,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!limitSettings.some((section) => event.affectsConfiguration(section))) return;
    supervisor.configure().catch((error: unknown) => log.warn(`settings not applied: ${String(error)}`));
  });
}
