/** Extensions of the languages that are analysed, without the dot. */
export const programExtensions = [
  ...['py', 'pyw', 'pyi', 'c', 'h', 'java', 'cs', 'csx', 'go', 'rs'],
  ...['cc', 'cpp', 'cxx', 'c++', 'hh', 'hpp', 'hxx', 'h++', 'ipp', 'tpp', 'inl', 'txx'],
  ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'],
  ...['php', 'phtml', 'inc', 'phpt', 'rb', 'rake', 'ru', 'gemspec'],
] as const;

/** Of texts that may name endpoints. */
export const textExtensions = [
  ...['yaml', 'yml', 'toml', 'json', 'jsonc', 'env', 'ini', 'cfg', 'conf', 'properties', 'xml'],
  ...['md', 'markdown', 'rst', 'adoc', 'txt', 'sh', 'bash', 'bat', 'ps1', 'service', 'tf', 'json5'],
  ...['kt', 'kts', 'lua', 'swift', 'scala', 'vue', 'svelte', 'html'],
] as const;

/** Texts that may name endpoints and have no extension; `*` for any end. */
export const textNames = [
  '.env',
  '.env.*',
  '*.env.*',
  'Dockerfile*',
  'Containerfile',
  'Makefile',
  'Procfile',
] as const;

/** Folders that never hold a workspace's own sources, even where no .gitignore says so. */
export const foreignFolders = [
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  '.vscode-test',
] as const;

const known: ReadonlySet<string> = new Set([...programExtensions, ...textExtensions]);
const foreign: ReadonlySet<string> = new Set(foreignFolders);
const lockFile = /^(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|composer\.lock)$/;
const knownName = /^\.env$|\.env\.|^Dockerfile|^(Containerfile|Makefile|Procfile)$/;

/** Whether a file is looked into for endpoints, by its path with `/`. Paths in foreign folders are not. */
export function mayNameEndpoints(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (isSettingsFile(path) || lockFile.test(name) || segments.some((segment) => foreign.has(segment)))
    return false;
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return knownName.test(name) || (extension !== undefined && known.has(extension));
}

/** The workbench's own sessions are in there, which the Sessions view shows. */
export function isSettingsFile(path: string): boolean {
  return /(^|\/)\.vscode\/settings\.json$/.test(path);
}

/** Whether a path with `/` is that of a folder that is not looked into, or leads into one. */
export function isForeignPath(path: string): boolean {
  return path.split('/').some(isForeignFolder);
}

/** A folder of that name is not looked into. */
export function isForeignFolder(name: string): boolean {
  return foreign.has(name);
}
