/** Where an included file may be: beside the including file and upwards, there also in the usual folders. */
export function moduleFiles(module: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  return folders
    .map((_folder, depth) => folders.slice(0, folders.length - depth))
    .concat([[]])
    .flatMap((base) => [base, [...base, 'include'], [...base, 'src'], [...base, 'inc']])
    .map((base) => normalise([...base, ...module.split('/')]));
}

function normalise(path: readonly string[]): string {
  const kept: string[] = [];
  for (const part of path) {
    if (part === '..') kept.pop();
    else if (part !== '.' && part !== '') kept.push(part);
  }
  return kept.join('/');
}
