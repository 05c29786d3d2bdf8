import type { PlacedUse } from '../workspace/endpointGroup';
import type { WorkspaceIndex } from '../workspace/workspaceIndex';
import type { CheckedFile } from './checkedFile';

/** A whole workspace as it is now: what rules across files look at. Make a new one after each change. */
export class CheckedWorkspace {
  private bound?: readonly PlacedUse[];

  constructor(
    readonly index: WorkspaceIndex,
    /** A file with its source, where that is at hand: only then are there fixes. */
    readonly fileAt: (path: string) => CheckedFile | undefined = () => undefined,
  ) {}

  /** All binds of all files. */
  get binds(): readonly PlacedUse[] {
    return (this.bound ??= [...this.index.paths].flatMap((path) =>
      this.index.usesOf(path).filter(({ use }) => use.role === 'bind'),
    ));
  }
}
