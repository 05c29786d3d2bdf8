import * as vscode from 'vscode';
import { describeEndpoint, parseEndpoint } from '../../model/endpoint';
import type { ListeningProcess, MentionPlace, UsePlace } from '../../protocol/analysis';
import { appendWords } from '../sessions/appendWords';
import { endpointStateText } from '../sessions/sessionText';
import type { EndpointState } from './endpointItems';
import { isUse } from './endpointPlaces';
import { useText } from './endpointText';
import type { ShownFinding } from './endpointTrouble';

/** Of each kind; the tree has them all. */
const mostLines = 8;

/** Names come from sources and processes: text, never markdown. */
export function endpointTooltip({
  view,
  troubles,
  sessions,
  processes,
}: EndpointState): vscode.MarkdownString {
  const { label, binders, connectors, mentions } = view;
  const text = new vscode.MarkdownString('**');
  appendWords(text, label).appendMarkdown('**\n\n');
  const role = binders.length > 0 ? 'bind' : 'connect';
  const parsed = parseEndpoint(label, { role, platform: process.platform });
  if ('endpoint' in parsed) appendLines(text, [describeEndpoint(parsed.endpoint)]);
  appendTroubles(text, troubles);
  appendLines(text, [...binders, ...connectors].map(useLine));
  appendLines(
    text,
    mentions.map((place) => vscode.l10n.t('named in {0}', placeText(place))),
  );
  appendLines(
    text,
    sessions.map((one) => vscode.l10n.t('Session {0}: {1}', one.label, endpointStateText(one.state))),
  );
  appendLines(text, processes.map(processLine));
  return text;
}

export function placeTooltip(
  place: UsePlace | MentionPlace,
  troubles: readonly ShownFinding[],
): vscode.MarkdownString {
  const text = new vscode.MarkdownString('**');
  appendWords(text, place.endpoint).appendMarkdown('**\n\n');
  appendTroubles(text, troubles);
  appendLines(text, [isUse(place) ? useLine(place) : placeText(place)]);
  if (isUse(place)) appendLines(text, [place.library]);
  return text;
}

export function processTooltip(process: ListeningProcess): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  appendLines(text, [process.command, processLine(process)]);
  return text;
}

function appendTroubles(text: vscode.MarkdownString, troubles: readonly ShownFinding[]): void {
  const icons = { error: '$(error) ', warning: '$(warning) ', information: '$(info) ' };
  text.supportThemeIcons = true;
  for (const { shown, message } of troubles.slice(0, mostLines)) {
    appendWords(text.appendMarkdown(icons[shown]), message).appendMarkdown('\n\n');
  }
}

function appendLines(text: vscode.MarkdownString, lines: readonly string[]): void {
  if (lines.length === 0) return;
  lines.slice(0, mostLines).forEach((line, at) => {
    if (at > 0) text.appendMarkdown('  \n');
    appendWords(text, line);
  });
  const more = lines.length - mostLines;
  if (more > 0) appendWords(text.appendMarkdown('  \n'), vscode.l10n.t('… and {0} more', more));
  text.appendMarkdown('\n\n');
}

function useLine(use: UsePlace): string {
  return `${useText(use)} ${use.endpoint} · ${placeText(use)}`;
}

function placeText({ uri, span }: UsePlace | MentionPlace): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${span.startLine + 1}`;
}

function processLine({ name, pid, place }: ListeningProcess): string {
  return vscode.l10n.t('{0}, process {1}, listens at {2}', name, pid, place);
}
