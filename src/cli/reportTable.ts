import type { EndpointGroup, Mention, PlacedUse } from '../analysis/workspace/endpointGroup';
import type { Places, ReportedFinding } from './report';
import type { ReadWorkspace } from './readWorkspace';

const header = ['ENDPOINT', 'ROLE', 'SOCKET', 'LIBRARY', 'PLACE'];

/** For people: the endpoints, those that meet under each other, then what is wrong. */
export function reportTable(
  { index, fileCount }: ReadWorkspace,
  findings: readonly ReportedFinding[],
  places: Places,
): string {
  const groups = index.groups();
  const parts = [
    ...(groups.length > 0 ? [columns(groups, places)] : []),
    ...(findings.length > 0 ? [findings.map(findingLine).join('\n')] : []),
    summary(fileCount, groups, findings),
  ];
  return `${parts.join('\n\n')}\n`;
}

function columns(groups: readonly EndpointGroup[], places: Places): string {
  const blocks = groups.map((group) => [
    ...[...group.binders, ...group.connectors, ...group.detachers].map((place) => useRow(place, places)),
    ...group.mentions.map((place) => mentionRow(place, places)),
  ]);
  const rows = [header, ...blocks.flat()];
  const widths = header.map((_title, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...blocks.map((block) => block.map(line).join('\n'))].join('\n');
}

function useRow({ path, use }: PlacedUse, places: Places): string[] {
  const place = placeText(places.of(path, use.range));
  return [oneLine(use.endpoint), use.role, use.socketType ?? '?', use.library, place];
}

function mentionRow({ path, mention }: Mention, places: Places): string[] {
  return [oneLine(mention.endpoint), '', '', '', placeText(places.of(path, mention.range))];
}

function findingLine(finding: ReportedFinding): string {
  return `${placeText(finding)} ${finding.severity} ${finding.code}: ${oneLine(finding.message)}`;
}

function placeText({ file, line, column }: { file: string; line: number; column: number }): string {
  return `${oneLine(file)}:${line}:${column}`;
}

/** Source text must not move the terminal's cursor or colour what follows. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}

function summary(
  files: number,
  groups: readonly EndpointGroup[],
  findings: readonly ReportedFinding[],
): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const found = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    `${count('information')} information`,
  ];
  return `${counted(groups.length, 'endpoint')} in ${counted(files, 'file')}: ${found.join(', ')}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
