import type { Expression } from '../../program/expression';
import type { BlockCondition, Statement, StatementBlock } from '../../program/statement';
import { childOf, childrenOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { bindItem } from './expressions';
import { readFunction } from './functions';
import { namedTupleClass } from './namedTuple';
import { readFromImport, readImport } from './imports';

const readIf: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const consequence = childOf(node, 'consequence');
  if (!condition || !consequence) return reader.inside(node);
  // the main program is not a branch
  if (/^__name__\s*==/.test(reader.text(condition))) return reader.statements(consequence);
  const alternatives = childrenOf(node, 'alternative');
  const before: Statement[] = [];
  const blocks: StatementBlock[] = [];
  const failed: BlockCondition[] = [];
  for (const part of [node, ...alternatives]) {
    const test = reader.optional(childOf(part, 'condition'));
    const body = bodyOf(part);
    const when: readonly BlockCondition[] = test ? [...failed, { condition: test, is: true }] : [...failed];
    if (body) blocks.push({ ...reader.block(body), when });
    if (!test) continue;
    before.push({ kind: 'expression', value: test });
    failed.push({ condition: test, is: false });
  }
  const isExhaustive = alternatives.some(({ type }) => type === 'else_clause');
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};

function bodyOf(clause: SyntaxNode): SyntaxNode | undefined {
  return childOf(clause, 'consequence') ?? childOf(clause, 'body') ?? childOfType(clause, 'block');
}

/** The body runs, handlers may; `else` and `finally` follow. */
const readTry: StatementReader = (node, reader) => {
  const handlers = node.children.filter(({ type }) => /^except/.test(type));
  const blocks = handlers.flatMap((handler): StatementBlock[] => {
    const body = bodyOf(handler);
    return body ? [reader.block(body)] : [];
  });
  const clause = (type: string) => {
    const part = childOfType(node, type);
    return reader.inside(part && bodyOf(part));
  };
  const branch: Statement[] = blocks.length > 0 ? [{ kind: 'branch', blocks, isExhaustive: false }] : [];
  return [
    ...reader.inside(childOf(node, 'body')),
    ...clause('else_clause'),
    ...branch,
    ...clause('finally_clause'),
  ];
};

const readFor: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const otherwise = childOf(node, 'alternative');
  const after = reader.inside(otherwise && bodyOf(otherwise));
  return [{ kind: 'loop', binding: bindItem(node, reader), block: reader.block(body) }, ...after];
};

const readWhile: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  if (!condition || !body) return reader.inside(node);
  const otherwise = childOf(node, 'alternative');
  const after = reader.inside(otherwise && bodyOf(otherwise));
  return [{ kind: 'loop', block: reader.block(body, [reader.expressionStatement(condition)]) }, ...after];
};

const readWith: StatementReader = (node, reader) => {
  const items = (childOfType(node, 'with_clause')?.children ?? []).flatMap(
    (item) => childOf(item, 'value') ?? [],
  );
  const before: Statement[] = [];
  const after: Statement[] = [];
  for (const item of items) {
    const alias = item.type === 'as_pattern' ? childOf(item, 'alias') : undefined;
    const [value] = item.children;
    if (!alias || !value) {
      before.push(reader.expressionStatement(item));
      continue;
    }
    const target = reader.expression(alias);
    const assignment: Expression = {
      kind: 'assign',
      target,
      value: reader.expression(value),
      start: item.start,
      end: item.end,
    };
    before.push({ kind: 'expression', value: assignment });
    if (target.kind === 'name') {
      const name = { ...target, start: node.end, end: node.end };
      after.unshift({ kind: 'leave', name, start: node.end, end: node.end });
    }
  }
  return [...before, ...reader.inside(childOf(node, 'body')), ...after];
};

const readMatch: StatementReader = (node, reader) => {
  const subject = childOf(node, 'subject');
  const cases = childOf(node, 'body')?.children.filter(({ type }) => type === 'case_clause') ?? [];
  const blocks = cases.flatMap((clause) => {
    const body = bodyOf(clause);
    return body ? [reader.block(body)] : [];
  });
  const before = subject ? [reader.expressionStatement(subject)] : [];
  return [...before, { kind: 'branch', blocks, isExhaustive: false }];
};

function readDefinition(
  node: SyntaxNode,
  reader: Reader,
  decorators: readonly Expression[],
  isMethod: boolean,
): Statement[] {
  if (node.type === 'function_definition') {
    return [{ kind: 'function', declaration: readFunction(node, reader, decorators, isMethod) }];
  }
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (node.type !== 'class_definition' || !name || !body) return reader.inside(node);
  const bases = (childOf(node, 'superclasses')?.children ?? []).filter(
    ({ type }) => type !== 'keyword_argument',
  );
  return [
    {
      kind: 'class',
      declaration: {
        name: reader.text(name),
        bases: reader.all(bases),
        body: body.children.flatMap((child) => readMember(child, reader)),
        constructorName: '__init__',
        isEnumeration: bases.some((base) => /(?:Enum|Flag)$/.test(reader.text(base))),
        start: node.start,
        end: node.end,
      },
    },
  ];
}

function readMember(node: SyntaxNode, reader: Reader): readonly Statement[] {
  if (node.type === 'decorated_definition') return readDecorated(node, reader, true);
  return node.type === 'function_definition'
    ? readDefinition(node, reader, [], true)
    : reader.statements(node);
}

function readDecorated(node: SyntaxNode, reader: Reader, isMethod: boolean): Statement[] {
  const definition = childOf(node, 'definition');
  const decorators = node.children.flatMap((child) =>
    child.type === 'decorator' && child.children[0] ? [reader.expression(child.children[0])] : [],
  );
  return definition ? readDefinition(definition, reader, decorators, isMethod) : [];
}

/** `open_ = lambda kind: …`, `open_ = functools.partial(…)`: a function of that name. */
function namedFunction(expression: Expression): Statement | undefined {
  if (expression.kind !== 'assign' || expression.target.kind !== 'name') return undefined;
  const { target, value } = expression;
  if (value?.kind !== 'function') return undefined;
  return {
    kind: 'expression',
    value: { ...expression, value: { ...value, declaration: { ...value.declaration, name: target.name } } },
  };
}

export const statements: Readonly<Record<string, StatementReader>> = {
  expression_statement: (node, reader) => node.children.flatMap((child) => reader.statements(child)),
  assignment: (node, reader) => {
    const value = reader.expression(node);
    return [namedTupleClass(value) ?? namedFunction(value) ?? { kind: 'expression', value }];
  },
  // what a context manager yields is what `with` takes
  yield: (node, reader) => {
    const [value] = node.children;
    return value ? [{ kind: 'return', value: reader.expression(value), goesOn: true }] : [];
  },
  return_statement: (node, reader) => [{ kind: 'return', value: reader.optional(node.children[0]) }],
  if_statement: readIf,
  try_statement: readTry,
  for_statement: readFor,
  while_statement: readWhile,
  with_statement: readWith,
  match_statement: readMatch,
  function_definition: (node, reader) => readDefinition(node, reader, [], false),
  class_definition: (node, reader) => readDefinition(node, reader, [], false),
  decorated_definition: (node, reader) => readDecorated(node, reader, false),
  import_statement: readImport,
  import_from_statement: readFromImport,
  global_statement: (node, reader) => [
    { kind: 'outerNames', names: node.children.map((name) => reader.text(name)) },
  ],
  nonlocal_statement: (node, reader) => [
    { kind: 'outerNames', names: node.children.map((name) => reader.text(name)) },
  ],
};
