import { createRequire } from 'node:module';
import path from 'node:path';
import { Grammars } from '../indexer/grammars';

const installed = createRequire(__filename);
/** Packages that bring a grammar, by its file; all others are in the runtime's package. */
const packages: Readonly<Record<string, string>> = { 'tree-sitter-c.wasm': 'tree-sitter-c/package.json' };

/** Grammars from node_modules of the working tree that this program was built in. */
export function installedGrammars(): Grammars {
  return new Grammars((file) => {
    const neighbour = installed.resolve(packages[file] ?? '@vscode/tree-sitter-wasm');
    return path.join(path.dirname(neighbour), file);
  });
}
