import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';

/** What `*name[3]`, `name (…)` or `(*name) (…)` declares. */
export interface Declarator {
  /** The node that is the name. */
  readonly name: SyntaxNode;
  /** How many `[]` there are. */
  readonly arrayDepth: number;
  /** The parameters, where it declares a function: not a pointer to one. */
  readonly parameters?: SyntaxNode;
}

const nameTypes = /identifier$/;

export function readDeclarator(node: SyntaxNode): Declarator | undefined {
  let arrayDepth = 0;
  let parameters: SyntaxNode | undefined;
  for (let at: SyntaxNode | undefined = node; at; at = innerDeclarator(at)) {
    if (nameTypes.test(at.type)) return { name: at, arrayDepth, parameters };
    if (at.type === 'array_declarator') arrayDepth++;
    if (at.type === 'function_declarator') parameters ??= childOf(at, 'parameters');
    // a pointer to a function is a variable
    if (at.type === 'parenthesized_declarator' && childOfType(at, 'pointer_declarator'))
      parameters = undefined;
  }
  return undefined;
}

function innerDeclarator(node: SyntaxNode): SyntaxNode | undefined {
  return (
    childOf(node, 'declarator') ??
    node.children.find(({ type }) => /declarator$/.test(type) || nameTypes.test(type))
  );
}
