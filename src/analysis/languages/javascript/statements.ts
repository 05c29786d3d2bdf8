import type { AssignExpression, Expression } from '../../program/expression';
import type {
  BlockCondition,
  BranchStatement,
  LeaveStatement,
  Statement,
  StatementBlock,
} from '../../program/statement';
import { childOf, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { readEarlyReturn } from '../earlyReturn';
import { operatorOf } from '../operatorOf';
import type { Reader, StatementReader } from '../reader';
import { readClass, readObjectClass } from './classes';
import { exportedName } from './expressions';
import { readExport } from './exports';
import { readEnum, readNamespace } from './enums';
import { nameHint } from './functionNodes';
import { readFunction } from './functions';
import { readImport, readRequire } from './imports';
import { readCountingLoop, readLoopOver } from './loops';
import { assignPattern } from './patterns';
import { readConstructorFunction, readPrototype } from './prototypes';
import { typeOf } from './types';

/** The statements of a block; what `using` takes is closed at its end. */
export function readRun(node: SyntaxNode, reader: Reader): Statement[] {
  const leaves: LeaveStatement[] = [];
  for (const child of node.children) {
    if (!/^(await\s+)?using\s/.test(reader.source.slice(child.start, child.start + 40))) continue;
    for (const name of usedNames(child)) {
      const at = { start: node.end, end: node.end };
      leaves.unshift({ kind: 'leave', name: { kind: 'name', name: reader.text(name), ...at }, ...at });
    }
  }
  return [...readChildren(node.children, reader), ...leaves];
}

function readChildren(children: readonly SyntaxNode[], reader: Reader): Statement[] {
  const body: Statement[] = [];
  for (const [position, child] of children.entries()) {
    const read = reader.statements(child);
    if (child.type === 'if_statement' && isLeft(childOf(child, 'consequence'))) {
      const rest = children.slice(position + 1);
      const split = readEarlyReturn(read, rest, () => readChildren(rest, reader));
      if (split) return [...body, ...split];
    }
    body.push(...read);
  }
  return body;
}

/** It ends with `return` or `throw`. */
function isLeft(block: SyntaxNode | undefined): boolean {
  const last = block?.type === 'statement_block' ? block.children.at(-1) : block;
  return last !== undefined && /^(return|throw)_statement$/.test(last.type);
}

/** The names in `using a = …`, which one of the grammars reads as an assignment. */
function usedNames(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'using_declaration') {
    return node.children.flatMap((declarator) => childOf(declarator, 'name') ?? []);
  }
  if (node.type === 'assignment_expression') return childrenOf(node, 'left');
  return /^(expression_statement|await_expression)$/.test(node.type) ? node.children.flatMap(usedNames) : [];
}

function condition(value: Expression): Statement {
  return { kind: 'expression', value, isUsed: true };
}

const readIf: StatementReader = (node, reader) => {
  const test = childOf(node, 'condition');
  const consequence = childOf(node, 'consequence');
  if (!test || !consequence) return reader.inside(node);
  // the main program is not a branch
  if (/^\(?\s*(require\.main\s*===|import\.meta\.main)/.test(reader.text(test))) {
    return reader.statements(consequence);
  }
  const value = reader.expression(test);
  const otherwise = childOf(node, 'alternative');
  return branch(
    value,
    reader.block(consequence),
    otherwise && { start: otherwise.start, end: otherwise.end, body: reader.inside(otherwise) },
  );
};

function branch(test: Expression, then: StatementBlock, otherwise?: StatementBlock): Statement[] {
  const when = (is: boolean): BlockCondition[] => conditionsOf(test, is);
  const blocks = [{ ...then, when: when(true) }];
  if (otherwise) blocks.push({ ...otherwise, when: when(false) });
  return [condition(test), { kind: 'branch', blocks, isExhaustive: otherwise !== undefined }];
}

/** `a && b` holds where both do. */
function conditionsOf(test: Expression, is: boolean): BlockCondition[] {
  if (is && test.kind === 'choice' && !test.isFallback && test.options.length === 1) {
    return [...(test.others ?? []), ...test.options].flatMap((part) => conditionsOf(part, is));
  }
  return [{ condition: test, is }];
}

/** `bind && socket.bind(url)`, `bind ? socket.bind(url) : socket.connect(url)` */
function readShortBranch(node: SyntaxNode, reader: Reader): Statement[] | undefined {
  const inside = node.type === 'await_expression' ? unwrap(node.children[0]) : node;
  if (!inside) return undefined;
  const isAnd = inside.type === 'binary_expression' && /&&/.test(operatorOf(inside, reader));
  if (!isAnd && inside.type !== 'ternary_expression') return undefined;
  const test = childOf(inside, isAnd ? 'left' : 'condition');
  const then = childOf(inside, isAnd ? 'right' : 'consequence');
  const otherwise = isAnd ? undefined : childOf(inside, 'alternative');
  if (!test || !then) return undefined;
  const block = (part: SyntaxNode): StatementBlock => {
    const { start, end } = part;
    const value = reader.expression(part);
    const body: Statement[] =
      inside === node
        ? [...reader.statements(part)]
        : [{ kind: 'expression', value: { kind: 'await', value, start, end } }];
    return { start, end, body };
  };
  return branch(reader.expression(test), block(then), otherwise && block(otherwise));
}

function unwrap(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node?.type === 'parenthesized_expression' ? unwrap(node.children[0]) : node;
}

/** The body runs, the handler may; `finally` follows. */
const readTry: StatementReader = (node, reader) => {
  const bodyOf = (clause: SyntaxNode | undefined) => clause && childOf(clause, 'body');
  const handler = bodyOf(childOf(node, 'handler'));
  const branches: BranchStatement[] = handler
    ? [{ kind: 'branch', blocks: [reader.block(handler)], isExhaustive: false }]
    : [];
  return [
    ...reader.inside(childOf(node, 'body')),
    ...branches,
    ...reader.inside(bodyOf(childOf(node, 'finalizer'))),
  ];
};

const readSwitch: StatementReader = (node, reader) => {
  const value = childOf(node, 'value');
  const cases = childOf(node, 'body')?.children ?? [];
  if (!value) return reader.inside(node);
  const subject = reader.expression(value);
  const blocks: StatementBlock[] = [];
  const others: BlockCondition[] = [];
  let fallsThrough = false;
  for (const part of cases) {
    const test = childOf(part, 'value');
    const body = childrenOf(part, 'body');
    const { start, end } = part;
    const equals: Expression | undefined = test && {
      kind: 'binary',
      operator: '===',
      left: subject,
      right: reader.expression(test),
      start,
      end,
    };
    if (equals) others.push({ condition: equals, is: false });
    if (body.length === 0) {
      fallsThrough = true;
      continue;
    }
    // one block for several cases: which of them it is stays open
    const when = fallsThrough ? undefined : equals ? [{ condition: equals, is: true }] : [...others];
    blocks.push({ start, end, when, body: body.flatMap((statement) => reader.statements(statement)) });
    fallsThrough = false;
  }
  const isExhaustive = cases.some(({ type }) => type === 'switch_default');
  const tests = others.map(({ condition: test }) => condition(test));
  return [condition(subject), ...tests, { kind: 'branch', blocks, isExhaustive }];
};

const readWhile: StatementReader = (node, reader) => {
  const test = childOf(node, 'condition');
  const body = childOf(node, 'body');
  if (!test || !body) return reader.inside(node);
  return [{ kind: 'loop', block: reader.block(body, [condition(reader.expression(test))]) }];
};

const readDeclaration: StatementReader = (node, reader) =>
  node.children.flatMap((declarator): readonly Statement[] => {
    const pattern = childOf(declarator, 'name');
    if (declarator.type !== 'variable_declarator' || !pattern) return [];
    const value = childOf(declarator, 'value');
    const required = value && readRequire(pattern, value, reader);
    if (required) return [required];
    const made = value && readMade(pattern, value, reader);
    if (made?.isWhole) return made.statements;
    const name = pattern.type === 'identifier' ? reader.text(pattern) : '';
    const given = made?.value ?? (value && nameHint(value, name, reader));
    const type = typeOf(declarator, reader);
    const { end } = declarator;
    const parts = assignPattern(pattern, { value: given, type, declares: true, end }, reader);
    return [...(made?.statements ?? []), ...parts.map(statementOf)];
  });

function statementOf(value: AssignExpression): Statement {
  return { kind: 'expression', value };
}

interface Made {
  readonly statements: Statement[];
  /** What is left to assign; absent where the statements say it all. */
  readonly value?: Expression;
  readonly isWhole?: boolean;
}

/** `= class … {}`, `= function () { this.… }` with a prototype, `= { … this … }` */
function readMade(pattern: SyntaxNode, value: SyntaxNode, reader: Reader): Made | undefined {
  if (pattern.type !== 'identifier' && pattern.type !== 'member_expression') return undefined;
  const isName = pattern.type === 'identifier';
  const name = isName ? reader.text(pattern) : '';
  if (value.type === 'class') {
    const own = childOf(value, 'name');
    const called = isName ? name : own ? reader.text(own) : 'default';
    const declaration = readClass(value, reader, called);
    return { statements: [{ kind: 'class', declaration }], isWhole: true };
  }
  if (isName && value.type === 'function_expression') {
    const statements = readConstructorFunction(value, name, reader);
    return statements && { statements, isWhole: true };
  }
  const object = readObjectClass(value, reader);
  return object && { statements: [{ kind: 'class', declaration: object.declaration }], value: object.object };
}

const readExpression: StatementReader = (node, reader) =>
  node.children.flatMap(
    (child): readonly Statement[] =>
      (child.type === 'assignment_expression' ? readMadeAssignment(child, reader) : undefined) ??
      readShortBranch(child, reader) ??
      reader.statements(child),
  );

/** An assignment that makes a class, or a part of one; undefined for others. */
function readMadeAssignment(node: SyntaxNode, reader: Reader): Statement[] | undefined {
  const prototype = readPrototype(node, reader);
  if (prototype) return prototype;
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const made = left && right && readMade(left, right, reader);
  if (!left || !made || made.isWhole) return made?.statements;
  const { start, end } = node;
  const exported = exportedName(left, reader);
  const target = exported ?? reader.expression(left);
  const assign = {
    kind: 'assign',
    target,
    value: made.value,
    declares: exported && true,
    start,
    end,
  } as const;
  return [...made.statements, { kind: 'expression', value: assign }];
}

const readClassStatement: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const declaration = readClass(node, reader, name ? reader.text(name) : 'default');
  return [{ kind: 'class', declaration }];
};

const readFunctionStatement: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const made = name && readConstructorFunction(node, reader.text(name), reader);
  return made ?? [{ kind: 'function', declaration: readFunction(node, reader) }];
};

const nothing: StatementReader = () => [];

export const statements: Readonly<Record<string, StatementReader>> = {
  statement_block: readRun,
  expression_statement: readExpression,
  // what a generator yields is what loops over it take
  yield_expression: (node, reader) => {
    const [yielded] = node.children;
    if (!yielded) return [];
    const { start, end } = node;
    const given = reader.expression(yielded);
    const isAll = /^yield\s*\*/.test(reader.text(node));
    const value: Expression = isAll ? given : { kind: 'list', items: [given], start, end };
    return [{ kind: 'return', value, goesOn: true }];
  },
  return_statement: (node, reader) => [{ kind: 'return', value: reader.optional(node.children[0]) }],
  lexical_declaration: readDeclaration,
  variable_declaration: readDeclaration,
  using_declaration: readDeclaration,
  if_statement: readIf,
  try_statement: readTry,
  switch_statement: readSwitch,
  for_in_statement: readLoopOver,
  for_statement: readCountingLoop,
  while_statement: readWhile,
  do_statement: readWhile,
  function_declaration: readFunctionStatement,
  generator_function_declaration: readFunctionStatement,
  class_declaration: readClassStatement,
  abstract_class_declaration: readClassStatement,
  import_statement: readImport,
  export_statement: readExport,
  enum_declaration: readEnum,
  internal_module: readNamespace,
  module: readNamespace,
  interface_declaration: nothing,
  type_alias_declaration: nothing,
  function_signature: nothing,
};
