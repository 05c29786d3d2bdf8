/**
 * Where a class of a package may be: in the package's folder under any folder around the importing file (a source
 * root), beside it where the package has no name, and for tests under the main sources as well.
 */
export function moduleFiles(module: string, from: string, name: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const path = module.split('.').filter(Boolean);
  // a module that is a class (a static import) or the package of one
  const isClass = /^[A-Z]/.test(path.at(-1) ?? '');
  const [outermost = ''] = name.split('.');
  const packagePath = path.filter((segment) => !/^[A-Z]/.test(segment));
  const className = isClass ? path[packagePath.length] : outermost;
  if (className === undefined || !/^[A-Z]/.test(className)) return [];
  const file = [...packagePath, `${className}.java`];
  const roots =
    packagePath.length === 0
      ? [folders]
      : [...folders.map((_folder, depth) => folders.slice(0, folders.length - depth)), []];
  const found = roots.flatMap((root) => {
    const main = root.at(-2) === 'test' ? [[...root.slice(0, -2), 'main', ...root.slice(-1)]] : [];
    return [root, ...main].map((base) => [...base, ...file].join('/'));
  });
  return found;
}
