import * as vscode from 'vscode';

/** Extensions of the languages that are analysed, without the dot. */
export const programExtensions = [
  ...['py', 'pyi', 'c', 'h', 'cc', 'cpp', 'cxx', 'c++', 'hh', 'hpp', 'hxx', 'h++', 'ipp', 'java', 'cs'],
  ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'go', 'rs', 'php', 'rb'],
] as const;

/** Of texts that may name endpoints. */
const textExtensions = [
  ...['yaml', 'yml', 'toml', 'json', 'jsonc', 'env', 'ini', 'cfg', 'conf', 'properties', 'xml'],
  ...['md', 'markdown', 'sh', 'service'],
] as const;

/** VS Code's search takes no braces in braces. */
const patterns = [
  `**/*.{${[...programExtensions, ...textExtensions].join(',')}}`,
  '**/{.env,.env.*,*.env.*,Dockerfile*}',
];

/** Never a workspace's own sources, even where no .gitignore says so; `files.exclude` counts too. */
const excluded = '**/{node_modules,.git,.hg,.svn,.venv,venv,__pycache__,.vscode-test}/**';
const lockFiles = /\/(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|composer\.lock)$/;

/** More are not read: the workspace is then a whole disk. */
const mostFiles = 50_000;

/** The workspace's files that may name endpoints, by URI. */
export async function findFiles(): Promise<string[]> {
  const found = await Promise.all(
    patterns.map((pattern) => vscode.workspace.findFiles(pattern, excluded, mostFiles)),
  );
  return [...new Set(found.flat().map(String))].filter((uri) => !lockFiles.test(uri));
}

export function mayNameEndpoints(uri: vscode.Uri): boolean {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const isKnown = ([...programExtensions, ...textExtensions] as readonly string[]).includes(extension);
  const isInside = !/\/(node_modules|\.git|\.hg|\.svn|\.venv|venv|__pycache__|\.vscode-test)\//.test(
    uri.path,
  );
  return isInside && !lockFiles.test(uri.path) && (isKnown || /^\.env|^Dockerfile|^\.gitignore$/.test(name));
}

/** Documents whose text is analysed: files, those never saved and notebooks' cells, but no output or settings. */
export function isAnalysed({ uri }: vscode.TextDocument): boolean {
  return ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-notebook-cell'].includes(uri.scheme);
}
