import { folderOf } from '../workspacePath';

/** Which files the folders of a workspace have, by paths with `/`; the workspace's own folder is the empty text. */
export class FolderFiles {
  private readonly folders = new Map<string, Set<string>>();

  /** @returns whether it was not known. */
  add(path: string): boolean {
    const folder = folderOf(path);
    const files = this.folders.get(folder);
    if (files?.has(path)) return false;
    if (files) files.add(path);
    else this.folders.set(folder, new Set([path]));
    return true;
  }

  /** In the order of their names. */
  filesIn(folder: string): readonly string[] {
    return [...(this.folders.get(folder) ?? [])].sort();
  }
}
