import { CheckedFile } from '../analysis/findings/checkedFile';
import { CheckedWorkspace } from '../analysis/findings/checkedWorkspace';
import type { Finding } from '../analysis/findings/finding';
import { findingsOfFile } from '../analysis/findings/findingsOfFile';
import { findingsOfGroup, workspaceFindings } from '../analysis/findings/findingsOfWorkspace';
import type { WorkspaceIndex } from '../analysis/workspace/workspaceIndex';

/** What is wrong in each file. Looks again only at files and endpoints that have changed. */
export class FindingsKeeper {
  private readonly byFile = new Map<string, readonly Finding[]>();
  private readonly byGroup = new Map<string, readonly Finding[]>();
  private ofAll: readonly Finding[] = [];
  /** What was told of each file, with its text to compare. */
  private readonly told = new Map<string, { readonly text: string; readonly findings: readonly Finding[] }>();
  private readonly changedPaths = new Set<string>();
  private readonly changedGroups = new Set<string>();

  /** @param sourceOf the text of a file of the index. */
  constructor(
    private readonly index: WorkspaceIndex,
    private readonly sourceOf: (path: string) => string | undefined,
  ) {}

  /** Files that have some. */
  get paths(): string[] {
    return [...this.told.keys()];
  }

  /** Those of a file as they were told last. */
  of(path: string): readonly Finding[] {
    return this.told.get(path)?.findings ?? [];
  }

  changed(paths: Iterable<string>, groups: Iterable<string>): void {
    for (const path of paths) this.changedPaths.add(path);
    for (const key of groups) this.changedGroups.add(key);
  }

  /** @returns the files whose findings are others than before, each with all that it has now. */
  update(): Map<string, readonly Finding[]> {
    if (this.changedPaths.size === 0 && this.changedGroups.size === 0) return new Map();
    const workspace = new CheckedWorkspace(this.index, (path) => this.fileAt(path));
    for (const path of this.changedPaths) this.checkFile(path);
    for (const key of this.changedGroups) this.checkGroup(key, workspace);
    this.ofAll = workspaceFindings(workspace);
    this.changedPaths.clear();
    this.changedGroups.clear();
    return this.news();
  }

  private checkFile(path: string): void {
    const file = this.fileAt(path);
    if (file) this.byFile.set(path, findingsOfFile(file));
    else this.byFile.delete(path);
  }

  private checkGroup(key: string, workspace: CheckedWorkspace): void {
    const group = this.index.group(key);
    const found = group ? findingsOfGroup(group, workspace) : [];
    if (found.length > 0) this.byGroup.set(key, found);
    else this.byGroup.delete(key);
  }

  private fileAt(path: string): CheckedFile | undefined {
    const facts = this.index.factsOf(path);
    const source = this.sourceOf(path);
    return facts && source !== undefined ? new CheckedFile(path, source, facts) : undefined;
  }

  private news(): Map<string, readonly Finding[]> {
    const all = new Map<string, Finding[]>();
    for (const findings of [...this.byFile.values(), ...this.byGroup.values(), this.ofAll]) {
      for (const finding of findings) {
        const own = all.get(finding.path);
        if (own) own.push(finding);
        else all.set(finding.path, [finding]);
      }
    }
    const news = new Map<string, readonly Finding[]>();
    for (const path of new Set([...all.keys(), ...this.told.keys()])) {
      const findings = all.get(path) ?? [];
      const text = JSON.stringify(findings);
      if (text === (this.told.get(path)?.text ?? '[]')) continue;
      if (findings.length > 0) this.told.set(path, { text, findings });
      else this.told.delete(path);
      news.set(path, findings);
    }
    return news;
  }
}
