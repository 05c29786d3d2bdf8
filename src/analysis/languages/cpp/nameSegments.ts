import { childOf, textOf, type SyntaxNode } from '../../syntax/syntaxNode';

/** `zmq::socket_type::pub` as its names; templates' arguments are left out. */
export function nameSegments(node: SyntaxNode, source: string): string[] {
  switch (node.type) {
    case 'qualified_identifier': {
      const [scope, name] = [childOf(node, 'scope'), childOf(node, 'name')];
      return [...(scope ? nameSegments(scope, source) : []), ...(name ? nameSegments(name, source) : [])];
    }
    case 'nested_namespace_specifier':
      return node.children.flatMap((child) => nameSegments(child, source));
    case 'template_type':
    case 'template_function':
    case 'template_method': {
      const name = childOf(node, 'name');
      return name ? nameSegments(name, source) : [];
    }
    case 'dependent_name':
    case 'dependent_type':
    case 'pointer_type_declarator': {
      const inner = node.children.at(-1);
      return inner ? nameSegments(inner, source) : [];
    }
    default:
      return node.children.length === 0 ? [textOf(node, source)] : [];
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
