import { childOf, textOf, type SyntaxNode } from '../../syntax/syntaxNode';

/** `zmq::socket_type::pub` as its names; templates' arguments are left out. */
export function nameSegments(node: SyntaxNode, source: string): string[] {
  const segments: string[] = [];
  collect(node, source, segments);
  return segments;
}

function collect(node: SyntaxNode | undefined, source: string, into: string[]): void {
  if (!node) return;
  switch (node.type) {
    case 'qualified_identifier':
      collect(childOf(node, 'scope'), source, into);
      return collect(childOf(node, 'name'), source, into);
    case 'nested_namespace_specifier':
      for (const child of node.children) collect(child, source, into);
      return;
    case 'template_type':
    case 'template_function':
    case 'template_method':
      return collect(childOf(node, 'name'), source, into);
    case 'dependent_name':
    case 'dependent_type':
    case 'pointer_type_declarator':
      return collect(node.children.at(-1), source, into);
    default:
      if (node.children.length === 0) into.push(textOf(node, source));
  }
}

/** The arguments of the template that the name ends with: of `std::vector<int>` it is `int`. */
export function templateArguments(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = childOf(node, 'name');
  switch (node.type) {
    case 'qualified_identifier':
      return inner ? templateArguments(inner) : [];
    case 'template_type':
    case 'template_function':
    case 'template_method':
      return childOf(node, 'arguments')?.children ?? [];
    case 'dependent_name':
    case 'dependent_type':
      return node.children.at(-1) ? templateArguments(node.children.at(-1) as SyntaxNode) : [];
    default:
      return [];
  }
}
