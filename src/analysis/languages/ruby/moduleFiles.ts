/** `require_relative` looks beside the file, `require` in `lib` of the folders upwards. */
export function moduleFiles(module: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const path = module.endsWith('.rb') ? module : `${module}.rb`;
  if (path.startsWith('.')) {
    const at = [...folders];
    for (const segment of path.split('/')) {
      if (segment === '..') at.pop();
      else if (segment !== '.') at.push(segment);
    }
    return [at.join('/')];
  }
  return folders
    .map((_folder, depth) => folders.slice(0, folders.length - depth))
    .concat([[]])
    .flatMap((base) => [[...base, 'lib', path].join('/'), [...base, path].join('/')]);
}
