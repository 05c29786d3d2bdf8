import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { shownSeverity } from '../../analysis/findings/findingSettings';
import { type FindingCode } from '../../analysis/findings/findingTable';
import { type FileFindings, type FindingView } from '../../protocol/analysis';
import { isFeatureOn } from '../analysis/analysisSettings';
import { type SourceAnalysis } from '../analysis/sourceAnalysis';
import { locationOf, rangeOf } from '../analysis/spans';
import { findingsDocument } from './findingsDocument';

/** A diagnostic with what mends it. */
export class FindingDiagnostic extends vscode.Diagnostic {
  constructor(
    readonly finding: FindingView,
    severity: vscode.DiagnosticSeverity,
  ) {
    super(rangeOf(finding.span), finding.message, severity);
    this.source = 'zeromq';
    this.code = { value: finding.code, target: findingsDocument(finding.code) };
    this.relatedInformation = finding.related.map(
      (place) => new vscode.DiagnosticRelatedInformation(locationOf(place), place.message),
    );
  }
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

/** The findings of the whole workspace in the Problems view, as the settings want them. */
export class Diagnostics implements Disposable {
  private readonly store = new DisposableStore();
  private readonly collection = this.store.add(vscode.languages.createDiagnosticCollection('zeromq'));
  private readonly files = new Map<string, FileFindings>();

  constructor(analysis: SourceAnalysis) {
    this.store.add(analysis.onDidFind((files) => this.take(files)));
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!['zeromq.findings', 'zeromq.analysis.findings'].some((id) => event.affectsConfiguration(id)))
          return;
        this.show(this.files.values());
      }),
    );
  }

  /** What is known of a file, for quick fixes. */
  of(uri: vscode.Uri): readonly FindingDiagnostic[] {
    return (this.collection.get(uri) ?? []) as readonly FindingDiagnostic[];
  }

  dispose(): void {
    this.store.dispose();
  }

  private take(files: readonly FileFindings[]): void {
    for (const file of files) {
      if (file.findings.length > 0) this.files.set(file.uri, file);
      else this.files.delete(file.uri);
    }
    this.show(files);
  }

  /** All at once: each entry by itself would cost the host a message. */
  private show(files: Iterable<FileFindings>): void {
    const isOn = isFeatureOn('findings');
    const settings = vscode.workspace.getConfiguration('zeromq.findings');
    this.collection.set(
      [...files].map(({ uri, findings }): [vscode.Uri, readonly vscode.Diagnostic[]] => [
        vscode.Uri.parse(uri),
        isOn ? findings.flatMap((finding) => diagnosticOf(finding, settings) ?? []) : [],
      ]),
    );
  }
}

function diagnosticOf(
  finding: FindingView,
  settings: vscode.WorkspaceConfiguration,
): FindingDiagnostic | undefined {
  // The indexer is built from the same table.
  const severity = shownSeverity(finding.code as FindingCode, settings.get(finding.code));
  return severity && new FindingDiagnostic(finding, severities[severity]);
}
