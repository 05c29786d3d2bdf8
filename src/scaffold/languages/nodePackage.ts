import type { ScaffoldFile, ScaffoldProject } from '../language';

/** `package.json` of a project that runs under Node. */
export function nodePackage(
  project: ScaffoldProject,
  scripts: Readonly<Record<string, string>>,
  devDependencies?: Readonly<Record<string, string>>,
): ScaffoldFile {
  const manifest = {
    name: project.name,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20' },
    scripts,
    dependencies: { zeromq: '^6.4.2' },
    devDependencies,
  };
  return { path: 'package.json', text: `${JSON.stringify(manifest, undefined, 2)}\n` };
}

/** Files beside a module that it imports. */
export function importedFiles(source: string): string[] {
  return [...source.matchAll(/from\s+'\.\/([^']+)'/g)].flatMap(([, name]) => name ?? []);
}
