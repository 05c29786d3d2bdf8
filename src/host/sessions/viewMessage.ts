import * as vscode from 'vscode';
import type { EngineHealthDetail } from '../engine/engineSupervisor';
import type { InitializeResult } from '../../protocol/engine';

export interface ViewMessageInput {
  readonly trusted: boolean;
  readonly health: EngineHealthDetail;
  /** The engine died a short while ago and runs again. */
  readonly recovered: boolean;
  readonly initialized: InitializeResult | undefined;
  readonly problems: number;
  readonly sessions: number;
}

/** The one sentence over the Sessions view, the most pressing first. */
export function viewMessage(input: ViewMessageInput): string | undefined {
  const { trusted, health, recovered, initialized, problems, sessions } = input;
  // Without sessions the welcome text says this.
  if (!trusted && sessions > 0) {
    return vscode.l10n.t('This workspace is not trusted: nothing binds, connects or runs until it is.');
  }
  if (health.state === 'stopped' && health.error) return health.error.message;
  if (health.state === 'restarting') {
    return health.lastEnd
      ? vscode.l10n.t('The ZeroMQ engine ended unexpectedly ({0}) and is restarting…', health.lastEnd)
      : vscode.l10n.t('The ZeroMQ engine is restarting…');
  }
  if (recovered && health.lastEnd) {
    return vscode.l10n.t(
      'The ZeroMQ engine ended unexpectedly ({0}) and was restarted. What was open is open again; the last second of what was captured may be lost.',
      health.lastEnd,
    );
  }
  if (initialized && 'error' in initialized.native) return initialized.native.error.message;
  if (problems === 1) return vscode.l10n.t('There is 1 mistake in the setting zeromq.sessions.');
  if (problems > 1) return vscode.l10n.t('There are {0} mistakes in the setting zeromq.sessions.', problems);
  return undefined;
}
