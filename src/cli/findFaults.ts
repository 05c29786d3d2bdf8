import { CheckedFile } from '../analysis/findings/checkedFile';
import { type Finding } from '../analysis/findings/finding';
import { findingsOfFile } from '../analysis/findings/findingsOfFile';
import { type ReadWorkspace } from './readWorkspace';

/** What is wrong in a workspace, in the order of files and places. */
export function findFaults({ index, sources }: ReadWorkspace): Finding[] {
  const files = [...index.paths].sort().flatMap((path) => {
    const facts = index.factsOf(path);
    return facts ? [new CheckedFile(path, sources.get(path) ?? '', facts)] : [];
  });
  return files.flatMap(findingsOfFile);
}
