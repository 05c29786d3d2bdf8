import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { errorInfoOf } from '../../base/workbenchError';
import { type BridgeServices, InspectorBridge } from '../inspector/inspectorBridge';
import { inspectorHtml } from '../inspector/inspectorHtml';
import { panelOptions } from '../inspector/inspectorPanel';
import { RecordingSubject } from './recordingSubject';

export const recordingViewType = 'zeromq.recording';

class RecordingDocument implements vscode.CustomDocument {
  constructor(
    readonly uri: vscode.Uri,
    readonly subject: RecordingSubject,
  ) {}

  dispose(): void {
    this.subject.dispose();
  }
}

/** The editor of MCAP files: the inspector, without anything that sends or clears. */
export class RecordingEditor implements vscode.CustomReadonlyEditorProvider<RecordingDocument>, Disposable {
  private readonly store = new DisposableStore();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly services: BridgeServices,
  ) {
    this.store.add(
      vscode.window.registerCustomEditorProvider(recordingViewType, this, {
        supportsMultipleEditorsPerDocument: true,
      }),
    );
  }

  /** Rejects where the file cannot be read; VS Code shows the reason in place of the editor. */
  async openCustomDocument(uri: vscode.Uri): Promise<RecordingDocument> {
    try {
      return new RecordingDocument(uri, await RecordingSubject.open(uri.fsPath, this.services.supervisor));
    } catch (error) {
      const { code, message, detail } = errorInfoOf(error);
      this.services.log.error(`${uri.fsPath}: ${code}: ${message} ${detail ?? ''}`);
      throw new Error(message, { cause: error });
    }
  }

  resolveCustomEditor({ subject }: RecordingDocument, panel: vscode.WebviewPanel): void {
    const bridge = new InspectorBridge(panel, subject, this.services);
    panel.onDidDispose(() => bridge.dispose());
    panel.webview.options = panelOptions(this.extensionUri);
    panel.webview.html = inspectorHtml(panel.webview, this.extensionUri);
  }

  dispose(): void {
    this.store.dispose();
  }
}
