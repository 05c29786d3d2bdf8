import { readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/**
 * What the .gitignore files from a folder downwards leave out, and where the folder is a repository its own list
 * (.git/info/exclude). Each is read once.
 */
export class GitIgnore {
  private readonly files = new Map<string, Ignore | undefined>();
  private readonly folders = new Map<string, boolean>();

  private readonly root: string;

  /** @param root absolute, with or without a separator at its end. */
  constructor(root: string) {
    this.root = path.resolve(root);
  }

  /** @param file absolute, below the root. */
  ignores(file: string): boolean {
    const folder = path.dirname(file);
    return this.ignoresFolder(folder) || this.decide(file, false);
  }

  /** @param folder absolute; the root and what is around it are not left out. */
  ignoresFolder(folder: string): boolean {
    if (!this.isBelow(folder)) return false;
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    // What lies in a folder that is left out cannot be taken in again (gitignore's manual).
    const ignored = this.ignoresFolder(path.dirname(folder)) || this.decide(folder, true);
    this.folders.set(folder, ignored);
    return ignored;
  }

  /** The .gitignore nearest to the file that says anything about it decides. */
  private decide(file: string, isFolder: boolean): boolean {
    for (let at = path.dirname(file); at === this.root || this.isBelow(at); at = path.dirname(at)) {
      const relative = path.relative(at, file).split(path.sep).join('/') + (isFolder ? '/' : '');
      const { ignored, unignored } = this.fileIn(at)?.test(relative) ?? {};
      if (ignored) return true;
      if (unignored) return false;
      if (at === this.root) break;
    }
    return false;
  }

  private isBelow(folder: string): boolean {
    const prefix = this.root.endsWith(path.sep) ? this.root : this.root + path.sep;
    return folder !== this.root && folder.startsWith(prefix);
  }

  private fileIn(folder: string): Ignore | undefined {
    if (!this.files.has(folder)) {
      const own = folder === this.root ? [path.join(folder, '.git', 'info', 'exclude')] : [];
      this.files.set(folder, readIgnore([...own, path.join(folder, '.gitignore')]));
    }
    return this.files.get(folder);
  }
}

/** As git does by default on the system. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** Later rules go before earlier ones. */
function readIgnore(files: readonly string[]): Ignore | undefined {
  const texts = files.flatMap((file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // None there, or none that may be read.
      return [];
    }
  });
  return texts.length > 0 ? ignore({ ignorecase }).add(texts.join('\n')) : undefined;
}
