/** The folder that a file of the workspace is in, by its path with `/`; empty for the workspace's own. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** `server.py` of `src/server.py`. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `server` of `src/server.py`. */
export function stemOf(path: string): string {
  return fileNameOf(path).replace(/\.[^.]*$/, '');
}

/** Programs in such folders stand alone: what others of the folder do says nothing about them. */
export function isExample(path: string): boolean {
  return /(?:^|\/)(?:tests?|specs?|__tests__|examples?|samples?|demos?|snippets?|tutorials?)\//i.test(path);
}

/** A text for people: what it names need not run anywhere. */
export function isDocument(path: string): boolean {
  return /\.(?:md|markdown|mdx|rst|adoc|txt)$/i.test(path);
}
