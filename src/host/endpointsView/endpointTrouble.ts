import * as vscode from 'vscode';
import type { FindingSeverity } from '../../analysis/findings/finding';
import type { FindingCode } from '../../analysis/findings/findingTable';
import type { EndpointFinding, EndpointView, Span } from '../../protocol/analysis';
import { isFeatureOn } from '../analysis/analysisSettings';
import { FindingSeverities } from '../analysis/findingSeverities';

/** A finding as the settings want it. */
export interface ShownFinding extends EndpointFinding {
  readonly shown: FindingSeverity;
}

const order: readonly FindingSeverity[] = ['error', 'warning', 'information'];

/** What is wrong at an endpoint, the worst first; nothing where findings are switched off. */
export function troublesOf({ findings }: EndpointView): ShownFinding[] {
  if (findings.length === 0 || !isFeatureOn('findings')) return [];
  const severities = new FindingSeverities();
  return findings
    .flatMap((finding) => {
      const shown = severities.of(finding);
      return shown ? [{ ...finding, shown }] : [];
    })
    .sort((a, b) => order.indexOf(a.shown) - order.indexOf(b.shown));
}

/** What is wrong at one place of it, or concerns it. */
export function troublesAt(
  troubles: readonly ShownFinding[],
  { uri, span }: { readonly uri: string; readonly span: Span },
): ShownFinding[] {
  return troubles.filter((finding) =>
    [finding, ...finding.related].some((place) => place.uri === uri && overlap(place.span, span)),
  );
}

/** A few words; undefined where nothing is wrong. */
export function troubleText(troubles: readonly ShownFinding[]): string | undefined {
  const [worst] = troubles;
  if (!worst) return undefined;
  switch (worst.code as FindingCode) {
    case 'connected-not-bound':
      return vscode.l10n.t('bound by nobody');
    case 'incompatible-socket-types':
      return vscode.l10n.t('types do not match');
    case 'endpoint-bound-twice':
    case 'endpoint-bound-by-several':
      return vscode.l10n.t('bound more than once');
    default:
      return troubles.length === 1
        ? vscode.l10n.t('1 problem')
        : vscode.l10n.t('{0} problems', troubles.length);
  }
}

/** @returns undefined where the icon of the element itself is right. */
export function troubleIcon([worst]: readonly ShownFinding[]): vscode.ThemeIcon | undefined {
  switch (worst?.shown) {
    case 'error':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'information':
    case undefined:
      return undefined;
  }
}

function overlap(a: Span, b: Span): boolean {
  return !isBefore(a, b) && !isBefore(b, a);
}

function isBefore(a: Span, b: Span): boolean {
  return a.endLine < b.startLine || (a.endLine === b.startLine && a.endCharacter < b.startCharacter);
}
