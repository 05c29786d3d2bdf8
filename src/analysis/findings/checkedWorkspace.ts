import { type WorkspaceIndex } from '../workspace/workspaceIndex';
import { type CheckedFile } from './checkedFile';

/** A whole workspace: what rules across files look at. */
export interface CheckedWorkspace {
  readonly index: WorkspaceIndex;
  /** A file with its source, where that is at hand: only then are there fixes. */
  readonly fileAt: (path: string) => CheckedFile | undefined;
}
