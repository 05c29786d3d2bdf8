import { findingSeverities, type FindingSeverity } from './finding';
import { defaultSeverity, findingTable, type FindingCode } from './findingTable';

export type FindingSettingId = `zeromq.findings.${FindingCode}`;
export type FindingSetting = FindingSeverity | 'off';

export function findingSettingId(code: FindingCode): FindingSettingId {
  return `zeromq.findings.${code}`;
}

/** As package.json has them. */
export const findingSettingDefaults = Object.fromEntries(
  findingTable.map(({ code, severity }) => [findingSettingId(code), severity]),
) as Readonly<Record<FindingSettingId, FindingSetting>>;

/** How a finding shows by its setting's raw value; undefined for `off`. What is no such value counts as the default. */
export function shownSeverity(code: FindingCode, raw: unknown): FindingSeverity | undefined {
  if (raw === 'off') return undefined;
  return findingSeverities.find((severity) => severity === raw) ?? defaultSeverity(code);
}
