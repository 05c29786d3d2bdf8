import { childOf, childOfType, textOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { blockKind } from './blockKinds';

export interface AssignedNames {
  readonly locals: Set<string>;
  /** Names with a sign, `$context` or `@socket`, which live outside of methods and blocks. */
  readonly signed: Set<string>;
}

const gates = new Set(['method', 'singleton_method', 'class', 'module', 'singleton_class']);
const parameterLists = new Set(['block_parameters', 'lambda_parameters', 'method_parameters']);

/** What the code of a method or block assigns, what blocks do that run elsewhere left out. */
export function assignedNames(node: SyntaxNode, source: string): AssignedNames {
  const found: AssignedNames = { locals: new Set(), signed: new Set() };
  for (const child of node.children) walk(child, source, found);
  return found;
}

function walk(node: SyntaxNode, source: string, found: AssignedNames): void {
  if (gates.has(node.type) || node.type === 'lambda') return;
  if (node.type === 'assignment' || node.type === 'operator_assignment') {
    const left = childOf(node, 'left');
    if (left) target(left, source, found);
  }
  if (node.type === 'for' || node.type === 'rescue') {
    const pattern = childOf(node, 'pattern') ?? childOf(node, 'variable');
    if (pattern) target(pattern, source, found);
  }
  if (parameterLists.has(node.type)) for (const name of parameterNames(node, source)) found.locals.add(name);
  const block = node.type === 'call' ? childOf(node, 'block') : undefined;
  const isElsewhere = block !== undefined && blockKind(node, source) === 'later';
  for (const child of node.children) if (child !== block || !isElsewhere) walk(child, source, found);
}

function target(node: SyntaxNode, source: string, found: AssignedNames): void {
  switch (node.type) {
    case 'identifier':
      found.locals.add(textOf(node, source));
      return;
    case 'global_variable':
    case 'instance_variable':
      found.signed.add(textOf(node, source));
      return;
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'rest_assignment':
    case 'exception_variable':
      for (const child of node.children) target(child, source, found);
  }
}

/** All names that a list of parameters makes, those that take parts of lists included. */
export function parameterNames(node: SyntaxNode | undefined, source: string): string[] {
  return (node?.children ?? []).flatMap((child): string[] => {
    if (child.type === 'identifier') return [textOf(child, source)];
    if (child.type === 'destructured_parameter') return parameterNames(child, source);
    const name = childOf(child, 'name') ?? childOfType(child, 'identifier');
    return name ? [textOf(name, source)] : [];
  });
}
