/** Paths of a workspace have `/` between their parts. */

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** `server` of `src/server.py`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** Programs in such folders stand alone: what others of the folder do says nothing about them. */
export function isExample(path: string): boolean {
  return /(?:^|\/)(?:tests?|specs?|__tests__|examples?|samples?|demos?|snippets?|tutorials?)\//i.test(path);
}

export function isDocument(path: string): boolean {
  return /\.(?:md|markdown|mdx|rst|adoc|txt)$/i.test(path);
}
