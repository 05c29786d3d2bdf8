import { CheckedFile } from '../analysis/findings/checkedFile';
import { CheckedWorkspace } from '../analysis/findings/checkedWorkspace';
import type { Finding } from '../analysis/findings/finding';
import { findingsOfFile } from '../analysis/findings/findingsOfFile';
import { findingsOfWorkspace } from '../analysis/findings/findingsOfWorkspace';
import type { ReadWorkspace } from './readWorkspace';

/** What is wrong in a workspace, inside its files and between them, in the order of files and places. */
export function findFaults({ index, sources }: ReadWorkspace): Finding[] {
  const files = new Map<string, CheckedFile>();
  for (const path of index.paths) {
    const facts = index.factsOf(path);
    if (facts) files.set(path, new CheckedFile(path, sources.get(path) ?? '', facts));
  }
  const between = findingsOfWorkspace(new CheckedWorkspace(index, (path) => files.get(path)));
  const found = [...[...files.values()].flatMap(findingsOfFile), ...between];
  return found.sort((a, b) => (a.path === b.path ? a.range.start - b.range.start : a.path < b.path ? -1 : 1));
}
