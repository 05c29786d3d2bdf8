const scripts = ['.js', '.mjs', '.cjs', '.jsx'];
const typed = ['.ts', '.tsx', '.mts', '.cts'];
/** What a compiler makes of what: an import of `./config.js` may mean `config.ts`. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.js', '.ts', '.tsx', '.jsx'],
  '.mjs': ['.mjs', '.mts'],
  '.cjs': ['.cjs', '.cts'],
  '.jsx': ['.jsx', '.tsx'],
};

/** Where Node and the bundlers look: beside the importing file, with and without extension, and `index` files. */
export function moduleFiles(module: string, from: string): string[] {
  if (isPackage(module)) return [];
  const folders = from.split('/').slice(0, -1);
  const isTyped = typed.some((extension) => from.endsWith(extension));
  const extensions = isTyped ? [...typed, ...scripts] : [...scripts, ...typed];
  return basesOf(module, folders).flatMap((path) => {
    const extension = /\.[cm]?[jt]sx?$/.exec(path)?.[0];
    if (extension !== undefined) {
      const stem = path.slice(0, -extension.length);
      return (sources[extension] ?? [extension]).map((one) => stem + one);
    }
    const inside = path === '' ? 'index' : `${path}/index`;
    const beside = path === '' ? [] : extensions.map((one) => path + one);
    return [...beside, ...extensions.map((one) => inside + one)];
  });
}

/** A package, or a part of Node: nothing that the workspace's files are. */
export function isPackage(module: string): boolean {
  return !/^(\.{1,2}(\/|$)|\/|[@~#]\/|src\/)/.test(module);
}

/** The path of the module without what it may end with; `@/x` is `x` in a `src` folder above. */
function basesOf(module: string, folders: readonly string[]): string[] {
  if (/^\.{1,2}(\/|$)/.test(module)) {
    const path = [...folders];
    for (const part of module.split('/')) {
      if (part === '..') path.pop();
      else if (part !== '.' && part !== '') path.push(part);
    }
    return [path.join('/')];
  }
  const inner = module.replace(/^([@~#]\/|src\/|\/)/, '');
  return folders
    .map((_folder, depth) => folders.slice(0, folders.length - depth))
    .concat([[]])
    .flatMap((base) => [[...base, 'src', inner].join('/'), [...base, inner].join('/')]);
}
