import * as vscode from 'vscode';
import type { ErrorInfo } from '../../base/workbenchError';
import type { CommandId } from '../config/commandIds';
import { ownSettings } from '../config/ownSettings';
import type { SessionsNode } from '../sessions/sessionNode';

interface CommandRemedy {
  readonly title: string;
  readonly command: CommandId | 'workbench.trust.manage' | 'workbench.action.openSettings';
  /** Whether the command is about the session that the error is about. */
  readonly onSession?: boolean;
  readonly argument?: string;
}

type Remedy = CommandRemedy | { readonly title: string; readonly command: 'again' };

/**
 * Shows an error with the buttons that help.
 * @param again does once more what failed.
 */
export async function reportError(
  info: ErrorInfo,
  on: SessionsNode | undefined,
  again: () => Promise<void>,
): Promise<void> {
  const remedies = remediesOf(info);
  const chosen = await vscode.window.showErrorMessage(info.message, ...remedies.map(({ title }) => title));
  const remedy = remedies.find(({ title }) => title === chosen);
  if (!remedy) return;
  if (remedy.command === 'again') await again();
  else await vscode.commands.executeCommand(remedy.command, remedy.onSession ? on : remedy.argument);
}

function remediesOf({ action, code }: ErrorInfo): readonly Remedy[] {
  const showLog: Remedy = { title: vscode.l10n.t('Show Log'), command: 'zeromq.engine.showLog' };
  if (code === 'workspace/untrusted') {
    return [{ title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }];
  }
  switch (action) {
    case undefined:
      return [];
    case 'showLog':
      return [showLog];
    case 'restartEngine':
      return [{ title: vscode.l10n.t('Restart'), command: 'zeromq.engine.restart' }, showLog];
    case 'openSettings':
      return [{ title: vscode.l10n.t('Open Settings'), command: 'zeromq.session.openSettings' }];
    case 'extensionSettings':
      return [
        {
          title: vscode.l10n.t('Open Settings'),
          command: 'workbench.action.openSettings',
          argument: ownSettings,
        },
      ];
    case 'editOptions':
      return [
        {
          title: vscode.l10n.t('Edit Options'),
          command: 'zeromq.session.editOptions',
          onSession: true,
        },
      ];
    case 'retry':
      return [{ title: vscode.l10n.t('Retry'), command: 'again' }];
    case 'subscribe':
      return [{ title: vscode.l10n.t('Subscribe'), command: 'zeromq.session.subscribe', onSession: true }];
  }
}
