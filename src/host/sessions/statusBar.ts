import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import { Throttle } from '../throttle';
import { appendWords } from './appendWords';
import type { SessionEntry, SessionRegistry } from './sessionRegistry';
import { formatRate, formatSessions, sessionDescription } from './sessionText';

const refreshMs = 500;

/** The one status bar item: how many sessions are open and how much they carry, or what ails the engine. */
export class StatusBar implements Disposable {
  private readonly store = new DisposableStore();
  private readonly item: vscode.StatusBarItem;
  private readonly refreshing = this.store.add(new Throttle(refreshMs, () => this.update()));
  private shown = '';

  constructor(
    private readonly registry: SessionRegistry,
    private readonly supervisor: EngineSupervisor,
  ) {
    this.item = this.store.add(
      vscode.window.createStatusBarItem('zeromq.status', vscode.StatusBarAlignment.Left, 0),
    );
    this.item.name = vscode.l10n.t('ZeroMQ');
    this.item.command = 'zeromq.sessions.focus';
    this.store.add(registry.onDidChange(() => this.refreshing.request()));
    this.store.add(supervisor.onDidChange(() => this.update()));
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(): void {
    const open = this.registry.list().filter(({ snapshot }) => snapshot.state === 'open');
    const { health } = this.supervisor;
    const text = this.textOf(open, health.state);
    if (text === this.shown) return;
    this.shown = text;
    if (!text) return this.item.hide();
    this.item.text = text;
    const warning = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.item.backgroundColor = health.state === 'stopped' ? warning : undefined;
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('ZeroMQ: {0} sessions open, engine {1}', open.length, health.state),
    };
    const lines = open.map((entry) => `${entry.label}: ${sessionDescription(entry.snapshot)}`);
    this.item.tooltip = tooltip(health.error?.message, lines);
    this.item.show();
  }

  private textOf(open: readonly SessionEntry[], state: string): string {
    if (state === 'stopped') return `$(error) ${vscode.l10n.t('ZeroMQ stopped')}`;
    if (state === 'restarting') return `$(sync~spin) ${vscode.l10n.t('ZeroMQ restarting')}`;
    if (open.length === 0) return '';
    const rates = open.map(({ snapshot }) => snapshot.rates);
    const rate = rates.reduce((sum, one) => sum + one.receivedPerSecond + one.sentPerSecond, 0);
    const repeating = open.filter(({ snapshot }) => snapshot.repeat?.running === true).length;
    // What sends by itself shows even where the view is hidden.
    const repeats = repeating > 0 ? ` · ${vscode.l10n.t('{0} repeating', repeating)}` : '';
    return `$(arrow-swap) ${formatSessions(open.length)} · ${formatRate(rate)}${repeats}`;
  }
}

/** Labels are whatever people call their sessions, so they go in as text. */
function tooltip(error: string | undefined, lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = {
    enabledCommands: ['zeromq.engine.restart', 'zeromq.engine.showLog', 'zeromq.session.new'],
  };
  text.appendMarkdown('**ZeroMQ Workbench**\n\n');
  for (const line of error === undefined ? lines : [error, ...lines]) {
    appendWords(text, line).appendMarkdown('\n\n');
  }
  const link = (icon: string, title: string, command: string) => `[$(${icon}) ${title}](command:${command})`;
  const links = [
    link('add', vscode.l10n.t('New Session'), 'zeromq.session.new'),
    link('output', vscode.l10n.t('Show Log'), 'zeromq.engine.showLog'),
    link('refresh', vscode.l10n.t('Restart Engine'), 'zeromq.engine.restart'),
  ];
  return text.appendMarkdown(links.join(' · '));
}
