import * as vscode from 'vscode';
import type { SocketType } from '../../model/socketType';
import { pickStep, type StepPlace } from './multiStep';

/** What the peers of a socket take its messages for, where the capture is of another pattern. */
export function takenFor(by: SocketType): string {
  switch (by) {
    case 'REQ':
    case 'DEALER':
    case 'CLIENT':
      return vscode.l10n.t('messages are sent as requests');
    case 'REP':
    case 'ROUTER':
    case 'SERVER':
      return vscode.l10n.t('messages are sent as replies');
    case 'PUSH':
    case 'SCATTER':
      return vscode.l10n.t('messages are sent as work');
    case 'PUB':
    case 'XPUB':
    case 'RADIO':
      return vscode.l10n.t('messages are published');
    case 'PAIR':
    case 'SUB':
    case 'XSUB':
    case 'PULL':
    case 'DISH':
    case 'GATHER':
    case 'STREAM':
    case 'DGRAM':
      return vscode.l10n.t('messages are sent as they are');
  }
}

export const otherPattern = (): vscode.QuickPickItem => ({
  label: vscode.l10n.t('other pattern than was recorded'),
  kind: vscode.QuickPickItemKind.Separator,
});

/**
 * Makes sure before a service gets what was never meant for it; a step within a step.
 * @param through a session's label, or a new one's type
 */
export async function confirmOtherPattern(
  by: SocketType,
  through: string,
  place: StepPlace,
): Promise<'send' | 'back' | 'dismissed'> {
  const back = { label: vscode.l10n.t('Choose Another Session') };
  const send = {
    label: vscode.l10n.t('Replay through {0} All the Same', through),
    detail: vscode.l10n.t('A service that listens there acts on them.'),
  };
  const picked = await pickStep({
    ...place,
    canGoBack: true,
    placeholder: vscode.l10n.t('{0} is of another pattern than was recorded: {1}', through, takenFor(by)),
    items: [back, send],
  });
  if (typeof picked === 'string') return picked;
  return picked.value === send ? 'send' : 'back';
}
