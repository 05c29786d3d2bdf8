import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { errorInfoOf } from '../../base/workbenchError';
import { contextKeys } from '../config/contextKeys';
import type { ContextStore } from '../config/contextValues';
import { type BridgeServices, InspectorBridge } from '../inspector/inspectorBridge';
import { pageHtml, pageOptions } from '../pageHtml';
import type { RecordingFiles } from './recordingFiles';
import { RecordingSubject } from './recordingSubject';
import { unreadablePage, unreadablePageOptions } from './unreadablePage';

export const recordingViewType = 'zeromq.recording';

class RecordingDocument implements vscode.CustomDocument {
  /** Undefined as long as the file cannot be read. */
  subject: RecordingSubject | undefined;
  /** Why it cannot be read. */
  problem = '';
  /** Editors that wait for a file that can be read. */
  readonly waiting = new Set<vscode.WebviewPanel>();

  constructor(
    readonly uri: vscode.Uri,
    private readonly onClosed: (document: RecordingDocument) => void,
  ) {}

  dispose(): void {
    this.onClosed(this);
    this.subject?.dispose();
  }
}

/** The editor of MCAP files: the inspector, without anything that sends or clears. */
export class RecordingEditor implements vscode.CustomReadonlyEditorProvider<RecordingDocument>, Disposable {
  private readonly store = new DisposableStore();
  private readonly documents = new Set<RecordingDocument>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly services: BridgeServices,
    private readonly files: RecordingFiles,
    private readonly context: ContextStore,
  ) {
    this.store.add(files.onDidForget((file) => void this.refresh(file)));
    this.store.add(
      vscode.window.registerCustomEditorProvider(recordingViewType, this, {
        supportsMultipleEditorsPerDocument: true,
      }),
    );
  }

  /** Opens also where the file cannot be read: the editor says why, where VS Code would show a failure of its own. */
  async openCustomDocument(uri: vscode.Uri): Promise<RecordingDocument> {
    // It may be one that is being written, whose end is of interest.
    this.files.start();
    const document = new RecordingDocument(uri, (closed) => {
      this.documents.delete(closed);
      this.tellUnreadable();
    });
    this.documents.add(document);
    await this.read(document);
    return document;
  }

  resolveCustomEditor(document: RecordingDocument, panel: vscode.WebviewPanel): void {
    const { subject, problem, waiting } = document;
    if (subject) {
      this.show(subject, panel);
      return;
    }
    waiting.add(panel);
    panel.onDidDispose(() => waiting.delete(panel));
    panel.webview.options = unreadablePageOptions;
    panel.webview.html = unreadablePage(problem);
  }

  dispose(): void {
    this.store.dispose();
  }

  private show(subject: RecordingSubject, panel: vscode.WebviewPanel): void {
    const bridge = new InspectorBridge(panel, subject, this.services);
    panel.onDidDispose(() => bridge.dispose());
    panel.webview.options = pageOptions(this.extensionUri);
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'inspector');
  }

  private async read(document: RecordingDocument): Promise<void> {
    const { fsPath } = document.uri;
    try {
      const subject = await RecordingSubject.open(fsPath, this.services.supervisor);
      subject.onDidFindDamage((damaged) => this.files.setDamaged(fsPath, damaged));
      document.subject = subject;
    } catch (error) {
      const { code, message, detail } = errorInfoOf(error);
      this.services.log.error(`${fsPath}: ${code}: ${message} ${detail ?? ''}`);
      document.problem = message;
    }
    this.tellUnreadable();
  }

  /** For the title bars of editors: nothing can be done with what is in these. */
  private tellUnreadable(): void {
    const unreadable = [...this.documents].filter(({ subject }) => !subject).map(({ uri }) => uri.fsPath);
    this.context.set(contextKeys.unreadableRecordings, unreadable);
  }

  /** After a repair, or when it is written to its end: the same editor shows the file as it is now. */
  private async refresh(file: string): Promise<void> {
    for (const document of this.documents) {
      const { subject, uri } = document;
      if (uri.fsPath !== file || subject?.recording?.soundness.isComplete) continue;
      if (!subject) {
        await this.readAgain(document);
        continue;
      }
      try {
        await subject.refresh();
      } catch (error) {
        this.services.log.warn(`${file} could not be read again: ${errorInfoOf(error).message}`);
      }
    }
  }

  private async readAgain(document: RecordingDocument): Promise<void> {
    await this.read(document);
    const { subject, problem, waiting } = document;
    for (const panel of waiting) {
      if (subject) this.show(subject, panel);
      else panel.webview.html = unreadablePage(problem);
    }
    if (subject) waiting.clear();
  }
}
