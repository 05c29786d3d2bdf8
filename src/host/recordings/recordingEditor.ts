import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { errorInfoOf } from '../../base/workbenchError';
import { type BridgeServices, InspectorBridge } from '../inspector/inspectorBridge';
import { pageHtml, pageOptions } from '../pageHtml';
import { type RecordingFiles } from './recordingFiles';
import { RecordingSubject } from './recordingSubject';

export const recordingViewType = 'zeromq.recording';

class RecordingDocument implements vscode.CustomDocument {
  constructor(
    readonly uri: vscode.Uri,
    readonly subject: RecordingSubject,
    private readonly onClosed: () => void,
  ) {}

  dispose(): void {
    this.onClosed();
    this.subject.dispose();
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
  ) {
    this.store.add(files.onDidForget((file) => void this.refresh(file)));
    this.store.add(
      vscode.window.registerCustomEditorProvider(recordingViewType, this, {
        supportsMultipleEditorsPerDocument: true,
      }),
    );
  }

  /** Rejects where the file cannot be read; VS Code shows the reason in place of the editor. */
  async openCustomDocument(uri: vscode.Uri): Promise<RecordingDocument> {
    // It may be one that is being written, whose end is of interest.
    this.files.start();
    try {
      const subject = await RecordingSubject.open(uri.fsPath, this.services.supervisor);
      const document = new RecordingDocument(uri, subject, () => this.documents.delete(document));
      this.documents.add(document);
      return document;
    } catch (error) {
      const { code, message, detail } = errorInfoOf(error);
      this.services.log.error(`${uri.fsPath}: ${code}: ${message} ${detail ?? ''}`);
      throw new Error(message, { cause: error });
    }
  }

  resolveCustomEditor({ subject }: RecordingDocument, panel: vscode.WebviewPanel): void {
    const bridge = new InspectorBridge(panel, subject, this.services);
    panel.onDidDispose(() => bridge.dispose());
    panel.webview.options = pageOptions(this.extensionUri);
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'inspector');
  }

  dispose(): void {
    this.store.dispose();
  }

  /** After a repair, or when it is written to its end: the same editor shows the file as it is now. */
  private async refresh(file: string): Promise<void> {
    for (const { subject } of this.documents) {
      if (subject.file !== file || subject.recording?.soundness.isComplete) continue;
      try {
        await subject.refresh();
      } catch (error) {
        this.services.log.warn(`${file} could not be read again: ${errorInfoOf(error).message}`);
      }
    }
  }
}
