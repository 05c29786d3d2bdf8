import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Language as Grammar, Parser } from '@vscode/tree-sitter-wasm';
import { type Language } from '../../../src/analysis/languages/language';
import { type ParsedTree } from '../../../src/analysis/syntax/syntaxNode';

const inRepository = createRequire(path.join(process.cwd(), 'package.json'));
/** Packages that bring grammars, by the grammar's name; all others are in the runtime's package. */
const packages: Readonly<Record<string, string>> = { 'tree-sitter-c': 'tree-sitter-c' };

let runtime: Promise<void> | undefined;
const parsers = new Map<string, Promise<Parser>>();

/** A parser for a language; the grammar is loaded once for each process. */
export function parserFor({ grammar }: Language): Promise<Parser> {
  const known = parsers.get(grammar);
  if (known) return known;
  const parser = load(grammar);
  parsers.set(grammar, parser);
  return parser;
}

/** Parses, hands the tree over and frees it. */
export async function withTree<T>(
  source: string,
  language: Language,
  use: (tree: ParsedTree) => T,
): Promise<T> {
  const parser = await parserFor(language);
  const tree = parser.parse(language.prepare?.(source) ?? source);
  if (!tree) throw new Error(`The ${language.id} parser gave no tree.`);
  try {
    return use(tree);
  } finally {
    tree.delete();
  }
}

async function load(grammar: string): Promise<Parser> {
  const folder = path.dirname(inRepository.resolve('@vscode/tree-sitter-wasm'));
  runtime ??= Parser.init({ locateFile: (name: string) => path.join(folder, name) });
  await runtime;
  const own = packages[grammar];
  const file = own
    ? path.join(path.dirname(inRepository.resolve(`${own}/package.json`)), `${grammar}.wasm`)
    : path.join(folder, `${grammar}.wasm`);
  const parser = new Parser();
  parser.setLanguage(await Grammar.load(readFileSync(file)));
  return parser;
}
