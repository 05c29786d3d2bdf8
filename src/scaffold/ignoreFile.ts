import type { ScaffoldFile } from './language';
import type { ScaffoldPlan } from './planScaffold';

/** Below the chosen folder. */
export const ignorePath = '.gitignore';

/**
 * Keeps out of git what building leaves, and secret keys that the programs make. What is in the file already stays.
 *
 * @param existing text of the file where it is there
 */
export function ignoreFile(plan: ScaffoldPlan, existing = ''): ScaffoldFile {
  const there = new Set(existing.split(/\r?\n/).map((line) => line.trim()));
  const leavings = plan.projects.flatMap(({ language }) => language.leavings);
  const makesKeys = plan.choice.roles.some(({ role }) => role.isPreparation);
  const wanted = [...new Set([...leavings, ...(makesKeys ? ['keys/'] : [])])];
  const missing = wanted.filter((line) => !there.has(line));
  const gap = existing === '' || existing.endsWith('\n') || missing.length === 0 ? '' : '\n';
  return { path: ignorePath, text: existing + gap + missing.map((line) => `${line}\n`).join('') };
}
