/** Where Python looks for a module: beside the importing file and upwards, as a file or a package. */
export function moduleFiles(module: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).split('.').filter(Boolean);
  const filesIn = (base: readonly string[]): string[] => {
    const stem = [...base, ...path].join('/');
    const inside = stem === '' ? '__init__.py' : `${stem}/__init__.py`;
    return path.length === 0 ? [inside] : [`${stem}.py`, inside];
  };
  if (dots > 0) return filesIn(folders.slice(0, folders.length - (dots - 1)));
  return folders
    .map((_folder, depth) => folders.slice(0, folders.length - depth))
    .concat([[]])
    .flatMap((base) => [...filesIn(base), ...filesIn([...base, 'src'])]);
}
