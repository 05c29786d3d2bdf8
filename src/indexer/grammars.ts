import { readFile, stat } from 'node:fs/promises';
import { Language as Grammar, Parser } from '@vscode/tree-sitter-wasm';
import type { Language } from '../analysis/languages/language';
import { copyTree } from '../analysis/syntax/copyTree';
import type { ParsedTree, SyntaxNode } from '../analysis/syntax/syntaxNode';
import type { Parsing } from './analyseText';

/** Parsers by grammar, each loaded with its first file. */
export class Grammars implements Parsing {
  /** Bytes of the grammars that are loaded. */
  bytes = 0;
  private readonly parsers = new Map<string, Promise<Parser>>();
  private runtime: Promise<void> | undefined;

  /** @param locate where a file such as `tree-sitter-python.wasm` lies. */
  constructor(private readonly locate: (file: string) => string) {}

  /** Parses, hands the tree over and frees it. Rejects when the grammar cannot be loaded. */
  async parse<T>(source: string, language: Language, use: (tree: ParsedTree) => T): Promise<T> {
    const parser = await this.parserFor(language.grammar);
    const tree = parser.parse(language.prepare?.(source) ?? source);
    if (!tree) throw new Error(`The ${language.id} parser gave no tree.`);
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  }

  syntaxOf(source: string, language: Language): Promise<SyntaxNode> {
    return this.parse(source, language, (tree) => copyTree(tree, language.leaves));
  }

  /** Rejects when the grammar cannot be loaded. */
  parserFor(grammar: string): Promise<Parser> {
    const known = this.parsers.get(grammar);
    if (known) return known;
    const parser = this.load(grammar);
    this.parsers.set(grammar, parser);
    return parser;
  }

  private async load(grammar: string): Promise<Parser> {
    this.runtime ??= Parser.init({ locateFile: (name: string) => this.locate(name) });
    await this.runtime;
    const file = this.locate(`${grammar}.wasm`);
    const parser = new Parser();
    parser.setLanguage(await Grammar.load(await readFile(file)));
    this.bytes += (await stat(file)).size;
    return parser;
  }
}
