import * as vscode from 'vscode';
import type { CommandId } from '../config/commandIds';
import { makeNode } from '../sessions/sessionNode';
import { type Replay, isOver, type Replays } from './replays';
import { failureText, summaryText } from './replayText';

/** Follows a replay that a person started: shows what it waits for, and says how it ended. */
export function followReplay(replays: Replays, replay: string, where: string, type: string): void {
  const known = replays.get(replay);
  if (!known) return;
  if (known.snapshot.state === 'waiting') void showWaiting(replays, known, where);
  const listening = replays.onDidChange((changed) => {
    if (changed.snapshot.replay === replay) look(changed);
  });
  const look = (now: Replay) => {
    if (!isOver(now.snapshot)) return;
    listening.dispose();
    void announceEnd(now, type);
  };
  look(known);
}

/** Is gone as soon as it begins; cancelling it ends the replay. */
function showWaiting(replays: Replays, { snapshot, source }: Replay, where: string): Thenable<void> {
  const { replay, awaitPeers } = snapshot;
  const title =
    awaitPeers === 1
      ? vscode.l10n.t('The replay of {0} waits for a peer at {1}', source.label, where)
      : vscode.l10n.t('The replay of {0} waits for {1} peers at {2}', source.label, awaitPeers, where);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    token.onCancellationRequested(() => {
      replays.control(replay, { action: 'stop' }).catch(() => undefined);
    });
    await new Promise<void>((resolve) => {
      const look = () => {
        if (replays.get(replay)?.snapshot.state === 'waiting') return;
        listening.dispose();
        resolve();
      };
      const listening = replays.onDidChange(look);
      look();
    });
  });
}

async function announceEnd(replay: Replay, type: string): Promise<void> {
  const { snapshot, openedTarget } = replay;
  const { state, failed, error } = snapshot;
  // Who stopped it knows that it ended.
  if (state === 'stopped' && failed === 0) return;
  const show = vscode.l10n.t('Show Messages');
  const close = vscode.l10n.t('Close Session');
  const buttons = openedTarget ? [show, close] : [show];
  const text = endText(replay, type);
  const chosen = await (state === 'failed'
    ? vscode.window.showErrorMessage(text, ...(error?.code === 'replay/sessionClosed' ? [] : buttons))
    : failed > 0
      ? vscode.window.showWarningMessage(text, ...buttons)
      : vscode.window.showInformationMessage(text, ...buttons));
  if (chosen === undefined) return;
  const command: CommandId = chosen === show ? 'zeromq.inspector.open' : 'zeromq.session.close';
  await vscode.commands.executeCommand(command, makeNode({ kind: 'session', session: snapshot.session }));
}

const unconfirmed: ReadonlySet<string> = new Set(['PUB', 'XPUB', 'RADIO']);

function endText(replay: Replay, type: string): string {
  if (replay.snapshot.state === 'failed') return failureText(replay);
  const summary = summaryText(replay);
  if (!unconfirmed.has(type)) return summary;
  const note = vscode.l10n.t(
    'Nobody confirms what a {0} sends: who was slow or had not subscribed, missed it.',
    type,
  );
  return `${summary} ${note}`;
}
