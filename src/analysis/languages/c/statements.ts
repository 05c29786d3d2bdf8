import type { BlockCondition, Statement, StatementBlock } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { readDeclaration, readFunctionDefinition, readStruct, readTypeDefinition } from './declarations';
import { readFor, readWhile } from './loops';
import { readConditional, readDefine, readFunctionMacro, readInclude } from './preprocessor';

const readIf: StatementReader = (node, reader) => {
  const [test, consequence] = [childOf(node, 'condition'), childOf(node, 'consequence')];
  if (!test || !consequence) return reader.inside(node);
  const condition = reader.expression(test);
  const otherwise = childOf(node, 'alternative');
  const blocks: StatementBlock[] = [{ ...reader.block(consequence), when: [{ condition, is: true }] }];
  if (otherwise) blocks.push({ ...reader.block(otherwise), when: [{ condition, is: false }] });
  return [
    { kind: 'expression', value: condition },
    { kind: 'branch', blocks, isExhaustive: otherwise !== undefined },
  ];
};

const leaves = /^(?:break|return|continue|goto)_statement$/;

const readSwitch: StatementReader = (node, reader) => {
  const [subject, body] = [childOf(node, 'condition'), childOf(node, 'body')];
  if (!subject || !body) return reader.inside(node);
  const condition = reader.expression(subject);
  const cases = body.children.filter(({ type }) => type === 'case_statement');
  const blocks: StatementBlock[] = [];
  let falls = false;
  for (const one of cases) {
    const value = childOf(one, 'value');
    const inside = one.children.filter((child) => child !== value);
    const when = value && !falls ? [caseCondition(condition, value, reader)] : undefined;
    if (inside.length > 0) {
      blocks.push({
        start: one.start,
        end: one.end,
        body: inside.flatMap((child) => reader.statements(child)),
        when,
      });
    }
    falls = !endsInJump(inside);
  }
  const isExhaustive = cases.some((one) => !childOf(one, 'value'));
  const tests = blocks.flatMap(({ when = [] }) => when.map((one) => one.condition));
  return [
    ...[condition, ...tests].map((value): Statement => ({ kind: 'expression', value, isUsed: true })),
    { kind: 'branch', blocks, isExhaustive },
  ];
};

function caseCondition(
  subject: BlockCondition['condition'],
  value: SyntaxNode,
  reader: Reader,
): BlockCondition {
  const right = reader.expression(value);
  const { start, end } = value;
  return { condition: { kind: 'binary', operator: '==', left: subject, right, start, end }, is: true };
}

function endsInJump(inside: readonly SyntaxNode[]): boolean {
  const last = inside.at(-1);
  if (!last) return false;
  return leaves.test(last.type) || (last.type === 'compound_statement' && endsInJump(last.children));
}

const readExpressions: StatementReader = (node, reader): Statement[] =>
  node.children.map((child) => reader.expressionStatement(child));

/** What C's grammar calls statements and declarations; C++'s grammar has the same names and more. */
export const statements: Readonly<Record<string, StatementReader>> = {
  preproc_include: readInclude,
  preproc_def: readDefine,
  preproc_function_def: readFunctionMacro,
  preproc_if: readConditional,
  preproc_ifdef: readConditional,
  preproc_call: () => [],
  declaration: readDeclaration,
  function_definition: readFunctionDefinition,
  type_definition: readTypeDefinition,
  struct_specifier: readStruct,
  union_specifier: readStruct,
  enum_specifier: readStruct,
  expression_statement: readExpressions,
  return_statement: (node, reader) => [{ kind: 'return', value: reader.optional(node.children[0]) }],
  if_statement: readIf,
  switch_statement: readSwitch,
  for_statement: readFor,
  while_statement: readWhile,
  do_statement: readWhile,
};
