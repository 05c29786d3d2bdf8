import type { Expression } from '../program/expression';
import type { Statement, StatementBlock } from '../program/statement';
import { textOf, type SyntaxNode } from '../syntax/syntaxNode';

/** Reads a node as a value, with the reader for the nodes inside. */
export type ExpressionReader = (node: SyntaxNode, reader: Reader) => Expression;
/** Reads a node as the statements that it stands for, in the order in which they run. */
export type StatementReader = (node: SyntaxNode, reader: Reader) => readonly Statement[];

/** How a grammar's nodes are read, by node type. */
export interface ReaderTables {
  readonly expressions: Readonly<Record<string, ExpressionReader>>;
  readonly statements: Readonly<Record<string, StatementReader>>;
}

/**
 * Reads a syntax tree by a language's tables. Nodes without an entry stand for their children: an unknown expression
 * is opaque but walked, an unknown statement (a block, a preprocessor condition, an ERROR) is the run of its parts.
 */
export class Reader {
  private readonly expressions: ReadonlyMap<string, ExpressionReader>;
  private readonly readers: ReadonlyMap<string, StatementReader>;

  constructor(
    readonly source: string,
    tables: ReaderTables,
  ) {
    this.expressions = new Map(Object.entries(tables.expressions));
    this.readers = new Map(Object.entries(tables.statements));
  }

  text(node: SyntaxNode): string {
    return textOf(node, this.source);
  }

  expression(node: SyntaxNode): Expression {
    const read = this.expressions.get(node.type);
    return read ? read(node, this) : this.opaque(node);
  }

  optional(node: SyntaxNode | undefined): Expression | undefined {
    return node && this.expression(node);
  }

  all(nodes: readonly SyntaxNode[]): Expression[] {
    return nodes.map((node) => this.expression(node));
  }

  /** A value that is not known, whose parts are still walked. */
  opaque({ start, end, children }: SyntaxNode): Expression {
    return { kind: 'other', parts: this.all(children), start, end };
  }

  statements(node: SyntaxNode): readonly Statement[] {
    const read = this.readers.get(node.type);
    if (read) return read(node, this);
    if (this.expressions.has(node.type)) return [this.expressionStatement(node)];
    return this.inside(node);
  }

  expressionStatement(node: SyntaxNode): Statement {
    return { kind: 'expression', value: this.expression(node) };
  }

  /** The statements that a node's children are. */
  inside(node: SyntaxNode | undefined): Statement[] {
    const inside: Statement[] = [];
    for (const child of node?.children ?? []) for (const one of this.statements(child)) inside.push(one);
    return inside;
  }

  /** What one child of an `if` or a loop is: a block, or a lone statement. */
  block(node: SyntaxNode, before: readonly Statement[] = []): StatementBlock {
    return { start: node.start, end: node.end, body: [...before, ...this.statements(node)] };
  }
}
