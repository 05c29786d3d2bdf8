/** Files that are required, and classes where PSR-4 has them: in their namespace's folder, the first parts left out. */
export function moduleFiles(module: string, from: string, name: string): string[] {
  const folders = from.split('/').slice(0, -1);
  if (module.startsWith('./')) {
    const at = [...folders];
    for (const segment of module.split('/')) {
      if (segment === '..') at.pop();
      else if (segment !== '.') at.push(segment);
    }
    return [at.join('/')];
  }
  const [first = ''] = name.split('.');
  const path = module.split('.');
  const full = /^[A-Z]\w*[a-z]/.test(first) && name.includes('.') ? [...path, first] : path;
  const roots = folders.map((_folder, depth) => folders.slice(0, folders.length - depth)).concat([[]]);
  const tails = full.map((_part, at) => full.slice(at));
  return roots.flatMap((root) =>
    tails.flatMap((tail) =>
      [[], ['src'], ['app'], ['lib']].map((inner) => `${[...root, ...inner, ...tail].join('/')}.php`),
    ),
  );
}
