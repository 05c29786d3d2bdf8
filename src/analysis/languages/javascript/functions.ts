import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { assignPattern, ownName } from './patterns';
import { typeOf } from './types';

export interface FunctionRole {
  /** What the function is called by, where it has no name of its own: the variable or property that takes it. */
  readonly name?: string;
  /** What stands for the object. */
  readonly self?: string;
  readonly owner?: string;
  readonly decorators?: readonly Expression[];
  /** What runs before the body. */
  readonly before?: readonly Statement[];
}

/** Functions, arrow functions and methods. */
export function readFunction(node: SyntaxNode, reader: Reader, role: FunctionRole = {}): FunctionDeclaration {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  const { parameters, before } = readParameters(node, reader);
  const run: readonly Statement[] =
    body === undefined
      ? []
      : body.type === 'statement_block'
        ? reader.statements(body)
        : [{ kind: 'return', value: reader.expression(body) }];
  return {
    name: role.name ?? (name && reader.text(name)),
    parameters,
    body: [...before, ...(role.before ?? []), ...run],
    self: role.self,
    owner: role.owner,
    decorators: role.decorators,
    start: node.start,
    end: node.end,
  };
}

interface Parameters {
  readonly parameters: Parameter[];
  /** Takes apart what patterns take. */
  readonly before: Statement[];
}

function readParameters(node: SyntaxNode, reader: Reader): Parameters {
  const single = childOf(node, 'parameter');
  const list = single ? [single] : (childOf(node, 'parameters')?.children ?? []);
  const parameters: Parameter[] = [];
  const before: Statement[] = [];
  for (const child of list) {
    const { start, end } = child;
    const inner = childOf(child, 'pattern') ?? childOf(child, 'left') ?? child;
    const value = childOf(child, 'value') ?? childOf(child, 'right');
    const rest = inner.type === 'rest_pattern' ? inner.children[0] : undefined;
    const pattern = rest ?? inner;
    if (pattern.type === 'this' || pattern.type === 'decorator') continue;
    const own = ownName(child);
    const isName = pattern.type === 'identifier';
    parameters.push({
      name: isName ? reader.text(pattern) : own.name,
      default: reader.optional(value),
      type: typeOf(child, reader),
      isRest: rest !== undefined,
      start,
      end,
    });
    if (isName) continue;
    for (const assignment of assignPattern(pattern, { value: own, declares: true, end }, reader)) {
      before.push({ kind: 'expression', value: assignment });
    }
  }
  return { parameters, before };
}
