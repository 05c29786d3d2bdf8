import { fileURLToPath } from 'node:url';

interface Root {
  readonly prefix: string;
  /** The folder's URI with a `/` at the end. */
  readonly uri: string;
}

/**
 * The index names files by paths with `/` that begin at the workspace's folder, or with the folder's name where there
 * are several; a file outside of all is named by its URI.
 */
export class FileNames {
  private readonly roots: readonly Root[];

  constructor(folders: readonly { readonly uri: string; readonly name: string }[]) {
    this.roots = folders.map(({ uri, name }) => ({
      prefix: folders.length > 1 ? `${name}/` : '',
      uri: uri.endsWith('/') ? uri : `${uri}/`,
    }));
  }

  pathOf(uri: string): string {
    const root = this.roots.find((one) => uri.startsWith(one.uri));
    return root ? root.prefix + decodeURIComponent(uri.slice(root.uri.length)) : uri;
  }

  uriOf(path: string): string {
    if (/^[a-z][a-z\d+.-]*:/i.test(path)) return path;
    const root = this.roots.find(({ prefix }) => path.startsWith(prefix));
    if (!root) return path;
    return root.uri + path.slice(root.prefix.length).split('/').map(encodeSegment).join('/');
  }

  /** @returns the file on this machine's disk; undefined for another file system's. */
  diskFileOf(path: string): string | undefined {
    return diskFileAt(this.uriOf(path));
  }

  /** The folders on this machine's disk. */
  get folders(): string[] {
    return this.roots.flatMap(({ uri }) => diskFileAt(uri) ?? []);
  }
}

/** Undefined as well for what no file can be called, such as a URI that was put together and has another's host. */
function diskFileAt(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** As VS Code's URIs write it: all but letters, digits, `-`, `.`, `_` and `~` is escaped. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
