/**
 * Where a class of a namespace may be: in a file of its name, beside the importing file or in folders around it that
 * are called like the namespace or parts of it (`Acme.Shared/Config`, `Shared/Config`, `Config`).
 */
export function moduleFiles(module: string, from: string, name: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const path = module.split('.').filter(Boolean);
  const [outermost = ''] = name.split('.');
  // `using static` names a class
  const names = [
    { className: outermost, inside: path },
    { className: path.at(-1) ?? '', inside: path.slice(0, -1) },
  ];
  const found: string[] = [];
  for (const { className, inside } of names) {
    if (className === '') continue;
    const places = placesOf(inside);
    for (let depth = folders.length; depth >= 0; depth--) {
      for (const place of places)
        found.push([...folders.slice(0, depth), ...place, `${className}.cs`].join('/'));
    }
  }
  return [...new Set(found)];
}

function placesOf(namespace: readonly string[]): string[][] {
  const places: string[][] = [[]];
  namespace.forEach((_segment, at) => {
    // a project's folder has the beginning of the namespace as its name
    places.push([namespace.slice(0, at + 1).join('.'), ...namespace.slice(at + 1)], namespace.slice(at));
  });
  return places;
}
