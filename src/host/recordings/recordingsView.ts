import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { formatNumber } from '../sessions/sessionText';
import type { RecordingFile, RecordingFiles } from './recordingFiles';
import { recordingViewType } from './recordingEditor';
import type { Recordings } from './recordings';
import { type RecordingNode, recordingNode } from './recordingNode';
import { formatBytes, formatDuration, recordingBadge } from './recordingText';

/** The workspace's recordings with how long they are and what is in them. */
export class RecordingsView implements vscode.TreeDataProvider<RecordingNode>, Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<RecordingNode | undefined>());
  readonly onDidChangeTreeData = this.didChange.event;
  private readonly nodes = new Map<string, RecordingNode>();
  private readonly view: vscode.TreeView<RecordingNode>;

  constructor(
    private readonly files: RecordingFiles,
    private readonly recordings: Recordings,
  ) {
    this.view = this.store.add(
      vscode.window.createTreeView('zeromq.recordings', { treeDataProvider: this, canSelectMany: false }),
    );
    this.store.add(files.onDidChange((file) => this.changed(file)));
    this.store.add(recordings.onDidChange((session) => this.progressed(session)));
    if (this.view.visible) files.start();
    this.store.add(
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) files.start();
      }),
    );
  }

  getChildren(node?: RecordingNode): RecordingNode[] {
    if (node) return [];
    return this.files.list().map(({ file }) => this.nodeOf(file));
  }

  /** All are at the root. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: RecordingNode): vscode.TreeItem {
    const known = this.files.of(node.file);
    const item = new vscode.TreeItem(path.basename(node.file, '.mcap'));
    item.id = node.file;
    item.resourceUri = vscode.Uri.file(node.file);
    item.description = this.describe(known);
    item.iconPath = this.iconOf(known);
    item.contextValue = this.contextOf(known);
    item.command = {
      command: 'vscode.openWith',
      title: vscode.l10n.t('Open'),
      arguments: [item.resourceUri, recordingViewType],
    };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: RecordingNode): vscode.TreeItem {
    item.tooltip = tooltipOf(this.files.of(node.file));
    return item;
  }

  /**
   * The recording that the keyboard is on, called from a keybinding of the view. Extensions are not told of the focus, and
   * selecting as a click does would open the file; so its selection is toggled, which shows which one it is.
   */
  async focusedElement(): Promise<RecordingNode | undefined> {
    const before = this.view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const after = this.view.selection;
    const node = after.find((one) => !before.includes(one)) ?? before.find((one) => !after.includes(one));
    if (node) await this.view.reveal(node, { select: true, focus: true });
    return node;
  }

  dispose(): void {
    this.store.dispose();
  }

  /** VS Code knows elements by identity. */
  private nodeOf(file: string): RecordingNode {
    let node = this.nodes.get(file);
    if (!node) this.nodes.set(file, (node = recordingNode(file)));
    return node;
  }

  /**
   * While VS Code draws the whole tree anew it knows no element, and a menu's command is called without one: that happens
   * only where there are other files. A file that has no element yet is drawn as it is when VS Code asks for the new list.
   */
  private changed(file: string | undefined): void {
    const node = file === undefined ? undefined : this.nodes.get(file);
    if (file === undefined || node) this.didChange.fire(node);
  }

  /** One that runs grows; one that is over is looked at by who lists the files. */
  private progressed(session: string): void {
    const file = this.recordings.of(session)?.file;
    const node = file === undefined ? undefined : this.nodes.get(file);
    if (node && this.view.visible) this.didChange.fire(node);
  }

  private describe({ file, summary, error, damaged }: RecordingFile): string {
    const running = this.recordings.to(file);
    if (running) return recordingBadge(running);
    if (error) return vscode.l10n.t('cannot be read');
    if (!summary) return '…';
    const { messages, firstTimeMs, lastTimeMs, bytes, soundness } = summary;
    const parts = [
      formatDuration(lastTimeMs - firstTimeMs),
      messages === 1 ? vscode.l10n.t('1 message') : vscode.l10n.t('{0} messages', formatNumber(messages)),
      formatBytes(bytes),
    ];
    if (!soundness.isComplete) parts.push(vscode.l10n.t('not finished'));
    if (damaged) parts.push(vscode.l10n.t('{0} damaged', formatNumber(damaged)));
    return parts.join(' · ');
  }

  private iconOf({ file, summary, error, damaged }: RecordingFile): vscode.ThemeIcon {
    if (this.recordings.isWriting(file))
      return new vscode.ThemeIcon('record', new vscode.ThemeColor('charts.red'));
    const isTroubled = error ?? (damaged || (summary && !summary.soundness.isComplete));
    return isTroubled
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon('file-media');
  }

  private contextOf({ file, summary, error }: RecordingFile): string {
    if (this.recordings.isWriting(file)) return 'recording running';
    if (error) return 'recording unreadable';
    // Other tools' files are for those tools to repair.
    const isRepairable = summary?.definition !== undefined && !summary.soundness.isComplete;
    return isRepairable ? 'recording unfinished' : 'recording';
  }
}

/** Names and reasons come from files: text, never markdown. */
function tooltipOf({ file, summary, error }: RecordingFile): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(file).appendMarkdown('\n\n');
  if (error) text.appendText(error.message);
  if (!summary) return text;
  const { definition, firstTimeMs, channels, soundness } = summary;
  if (definition) {
    const endpoints = definition.endpoints.map(({ role, address }) => `${role} ${address}`).join(', ');
    text.appendText(`${definition.type} ${endpoints}`).appendMarkdown('\n\n');
  } else {
    for (const { topic, messageEncoding, messages } of channels.slice(0, 20)) {
      text.appendText(`${topic} [${messageEncoding}] ${formatNumber(messages)}`).appendMarkdown('  \n');
    }
  }
  if (firstTimeMs > 0) text.appendText(new Date(firstTimeMs).toLocaleString(vscode.env.language));
  if (soundness.problem) text.appendMarkdown('\n\n').appendText(soundness.problem);
  return text;
}
