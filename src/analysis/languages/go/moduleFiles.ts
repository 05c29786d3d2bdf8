/** The folder that a package may be: the importing file's own, or one whose path ends as the package's does. */
export function moduleFiles(module: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const filesOf = (folder: readonly string[]) => [...folder, '*.go'].join('/');
  if (module === '.') return [filesOf(folders)];
  const segments = module.split('/').filter(Boolean);
  return segments.flatMap((_segment, first) =>
    [...folders, ''].map((_folder, depth) =>
      filesOf([...folders.slice(0, folders.length - depth), ...segments.slice(first)]),
    ),
  );
}
