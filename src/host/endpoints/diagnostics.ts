import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { FindingSeverity } from '../../analysis/findings/finding';
import type { FileFindings, FindingView } from '../../protocol/analysis';
import { isFeatureOn } from '../analysis/analysisSettings';
import { FindingSeverities } from '../analysis/findingSeverities';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
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
} as const satisfies Readonly<Record<FindingSeverity, vscode.DiagnosticSeverity>>;

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
    const shownAs = new FindingSeverities();
    this.collection.set(
      [...files].map(({ uri, findings }): [vscode.Uri, readonly vscode.Diagnostic[]] => [
        vscode.Uri.parse(uri),
        isOn
          ? findings.flatMap((finding) => diagnosticOf(finding, shownAs.of({ ...finding, uri })) ?? [])
          : [],
      ]),
    );
  }
}

function diagnosticOf(
  finding: FindingView,
  severity: FindingSeverity | undefined,
): FindingDiagnostic | undefined {
  return severity && new FindingDiagnostic(finding, severities[severity]);
}
