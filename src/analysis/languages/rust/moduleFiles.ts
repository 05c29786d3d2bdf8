import { fileNameOf } from '../../workspacePath';

/** Where a module of the crate may be: `config.rs` or `config/mod.rs`, from the crate's root or the importing file. */
export function moduleFiles(module: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  const file = fileNameOf(from).replace(/\.rs$/, '');
  const own = /^(?:main|lib|mod)$/.test(file) ? folders : [...folders, file];
  const [first = '', ...path] = module.split('.');
  const root = folders.slice(0, folders.lastIndexOf('src') + 1);
  switch (first) {
    case 'crate':
      return filesOf(root, path);
    case 'self':
      return filesOf(own, path);
    case 'super':
      return filesOf(own.slice(0, -1), path);
    default:
      // a module of this file, another crate's library, or this one's by its name
      return [
        ...filesOf(own, [first, ...path]),
        ...filesOf(root, path),
        ...filesOf([...root.slice(0, -2), first.replaceAll('_', '-'), 'src'], path),
      ];
  }
}

function filesOf(folders: readonly string[], path: readonly string[]): string[] {
  const stem = [...folders, ...path].join('/');
  if (path.length === 0) return ['lib.rs', 'main.rs', 'mod.rs'].map((name) => [...folders, name].join('/'));
  return [`${stem}.rs`, `${stem}/mod.rs`];
}
