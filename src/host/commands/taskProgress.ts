import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { taskDidProgress } from '../../protocol/recording';
import type { RequestType } from '../../protocol/requestType';
import type { EnginePurpose, EngineSupervisor } from '../engine/engineSupervisor';
import { formatNumber } from '../sessions/sessionText';

/** Gigabytes take minutes; a person watches the progress and can cancel. */
const timeout = 24 * 60 * 60 * 1000;

/**
 * Asks the engine for something that takes a while: a notification shows how far it is, and cancels it.
 * Rejects with task/cancelled once nothing is left of it.
 */
export function withTask<P extends { readonly task: string }, R>(
  supervisor: EngineSupervisor,
  title: string,
  type: RequestType<P, R>,
  params: Omit<P, 'task'>,
  purpose: EnginePurpose = 'sessions',
): Promise<R> {
  const task = randomUUID();
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const work = async (
    progress: vscode.Progress<{ increment: number; message: string }>,
    token: vscode.CancellationToken,
  ): Promise<R> => {
    let shown = 0;
    const listening = supervisor.onNotification(taskDidProgress, (state) => {
      if (state.task !== task) return;
      const message = vscode.l10n.t('{0} messages', formatNumber(state.messages));
      progress.report({ increment: 100 * (state.done - shown), message });
      shown = state.done;
    });
    try {
      return await supervisor.request(type, { ...params, task } as unknown as P, {
        token,
        awaitsCancel: true,
        timeout,
        purpose,
      });
    } finally {
      listening.dispose();
    }
  };
  return Promise.resolve(vscode.window.withProgress(options, work));
}
