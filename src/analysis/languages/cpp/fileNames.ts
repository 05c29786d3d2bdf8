import { childOf, childrenOf, childOfType, textOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { readDeclarator } from '../c/declarators';
import { nameSegments } from './nameSegments';

export interface DeclaredName {
  readonly type: SyntaxNode;
  /** With its `*`, `&` and `[]`. */
  readonly declarator: SyntaxNode;
}

export interface ClassNames {
  /** In the order of their declaration. */
  readonly fields: Map<string, DeclaredName>;
  /** For each constructor the fields that its initialiser list sets. */
  readonly initialised: Set<string>[];
}

/** What a file declares anywhere, by bare names: found before anything is read. */
export interface FileNames {
  readonly namespaces: ReadonlySet<string>;
  /** `namespace fs = std::filesystem;` */
  readonly namespaceAliases: ReadonlyMap<string, readonly string[]>;
  /** `using T = …;`, `typedef … T;` */
  readonly typeAliases: ReadonlyMap<string, SyntaxNode>;
  /** `using zmq::socket_type;` */
  readonly usings: ReadonlySet<string>;
  readonly classes: ReadonlyMap<string, ClassNames>;
  /** Variables, fields and parameters with all the types that the name has somewhere. */
  readonly variables: ReadonlyMap<string, readonly DeclaredName[]>;
  /** The names of templates' parameters, by the template's. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
  /** The types of parameters by the function's or class's name and their position; without those that overloads differ in. */
  readonly parameters: ReadonlyMap<string, ReadonlyMap<number, DeclaredName | undefined>>;
  /** Default arguments that a prototype has, by the function's name and the parameter's position. */
  readonly defaults: ReadonlyMap<string, ReadonlyMap<number, SyntaxNode>>;
  /** What makes the cases of GoogleTest's `TEST_P`, by the suite: `Values(…)`. */
  readonly testCases: ReadonlyMap<string, SyntaxNode>;
}

/** Never taken as the file's own, even if it adds to them. */
const foreign = new Set(['std', 'zmq', 'zmqpp', 'boost', 'fmt', 'absl']);

/** Nodes that declare something. */
const declaring = new Set([
  'namespace_definition',
  'namespace_alias_definition',
  'alias_declaration',
  'using_declaration',
  'type_definition',
  'class_specifier',
  'struct_specifier',
  'declaration',
  'field_declaration',
  'parameter_declaration',
  'optional_parameter_declaration',
  'for_range_loop',
  'template_declaration',
  'function_definition',
  'call_expression',
]);

class Collector implements FileNames {
  readonly namespaces = new Set<string>();
  readonly namespaceAliases = new Map<string, readonly string[]>();
  readonly typeAliases = new Map<string, SyntaxNode>();
  readonly usings = new Set<string>();
  readonly classes = new Map<string, ClassNames>();
  readonly variables = new Map<string, DeclaredName[]>();
  readonly templates = new Map<string, readonly string[]>();
  readonly parameters = new Map<string, Map<number, DeclaredName | undefined>>();
  readonly defaults = new Map<string, Map<number, SyntaxNode>>();
  readonly testCases = new Map<string, SyntaxNode>();

  constructor(private readonly source: string) {}

  visit(node: SyntaxNode, owner?: string): void {
    const inside = declaring.has(node.type) ? this.note(node, owner) : owner;
    for (const child of node.children) if (child.children.length > 0) this.visit(child, inside);
  }

  /** @returns the class that the node's children are in. */
  private note(node: SyntaxNode, owner: string | undefined): string | undefined {
    const name = childOf(node, 'name');
    let inside = owner;
    switch (node.type) {
      case 'namespace_definition':
        for (const segment of name ? nameSegments(name, this.source) : []) {
          if (!foreign.has(segment)) this.namespaces.add(segment);
        }
        break;
      case 'namespace_alias_definition': {
        const of = node.children.at(-1);
        if (name && of) this.namespaceAliases.set(this.text(name), nameSegments(of, this.source));
        break;
      }
      case 'alias_declaration': {
        const type = childOf(node, 'type');
        if (name && type) this.typeAliases.set(this.text(name), type);
        break;
      }
      case 'using_declaration': {
        const [named] = node.children;
        // `using namespace` has a bare name
        const isName = named?.type === 'qualified_identifier';
        const last = isName ? nameSegments(named, this.source).at(-1) : undefined;
        if (last !== undefined) this.usings.add(last);
        break;
      }
      case 'type_definition': {
        const [type, declarator] = [childOf(node, 'type'), childOf(node, 'declarator')];
        if (type && declarator?.type === 'type_identifier' && !childOf(type, 'body')) {
          this.typeAliases.set(this.text(declarator), type);
        }
        break;
      }
      case 'class_specifier':
      case 'struct_specifier':
        if (!name || !childOf(node, 'body')) break;
        inside = nameSegments(name, this.source).at(-1) ?? owner;
        if (inside !== undefined) this.classNamed(inside);
        break;
      case 'declaration':
      case 'field_declaration':
      case 'parameter_declaration':
      case 'optional_parameter_declaration':
      case 'for_range_loop':
        this.declare(node, node.type === 'field_declaration' ? owner : undefined);
        break;
      case 'call_expression': {
        const callee = childOf(node, 'function');
        if (!callee || !/^INSTANTIATE_TEST_(SUITE|CASE)_P$/.test(this.text(callee))) break;
        const [, suite, cases] = childOf(node, 'arguments')?.children ?? [];
        if (suite && cases) this.testCases.set(this.text(suite), cases);
        break;
      }
      case 'template_declaration':
        this.template(node);
        break;
      case 'function_definition':
        this.constructorOf(node, owner);
        inside = undefined;
    }
    return inside;
  }

  private text(node: SyntaxNode): string {
    return textOf(node, this.source);
  }

  private classNamed(name: string): ClassNames {
    const known = this.classes.get(name) ?? { fields: new Map(), initialised: [] };
    this.classes.set(name, known);
    return known;
  }

  private declare(node: SyntaxNode, owner: string | undefined): void {
    const type = childOf(node, 'type');
    if (!type) return;
    for (const child of childrenOf(node, 'declarator')) {
      const declarator = child.type === 'init_declarator' ? (childOf(child, 'declarator') ?? child) : child;
      const found = readDeclarator(declarator);
      if (!found) continue;
      const name = this.text(found.name);
      if (found.parameters) {
        this.prototype(name, found.parameters);
        continue;
      }
      const declared = { type, declarator };
      const all = this.variables.get(name);
      if (all) all.push(declared);
      else this.variables.set(name, [declared]);
      if (owner !== undefined) this.classNamed(owner).fields.set(name, declared);
    }
  }

  private signature(name: string, { children }: SyntaxNode): void {
    const known = this.parameters.get(name) ?? new Map<number, DeclaredName | undefined>();
    this.parameters.set(name, known);
    children.forEach((parameter, position) => {
      const type = childOf(parameter, 'type');
      const declared = type && { type, declarator: childOf(parameter, 'declarator') ?? type };
      const other = known.get(position);
      const isSame =
        !known.has(position) || (other && declared && this.text(other.type) === this.text(declared.type));
      known.set(position, isSame ? declared : undefined);
    });
  }

  private prototype(name: string, parameters: SyntaxNode): void {
    this.signature(name, parameters);
    parameters.children.forEach((parameter, position) => {
      const value = childOf(parameter, 'default_value');
      if (!value) return;
      const known = this.defaults.get(name) ?? new Map<number, SyntaxNode>();
      this.defaults.set(name, known.set(position, value));
    });
  }

  private template(node: SyntaxNode): void {
    const parameters = (childOf(node, 'parameters')?.children ?? []).flatMap((parameter) => {
      const declarator = childOf(parameter, 'declarator');
      const name = declarator ? readDeclarator(declarator)?.name : parameter.children.at(-1);
      return name ? [this.text(name)] : [];
    });
    const inner = node.children.at(-1);
    const declarator = inner && childOf(inner, 'declarator');
    const name = inner && (childOf(inner, 'name') ?? (declarator && readDeclarator(declarator)?.name));
    const last = name && nameSegments(name, this.source).at(-1);
    if (last !== undefined) this.templates.set(last, parameters);
  }

  /** What `A::A(…) : x(…)`, or the same without `A::` inside of A, sets. */
  private constructorOf(node: SyntaxNode, owner: string | undefined): void {
    const declarator = childOf(node, 'declarator');
    const found = declarator && readDeclarator(declarator);
    const name = found?.name;
    const bare = name && nameSegments(name, this.source).at(-1);
    if (bare !== undefined && found?.parameters) this.signature(bare, found.parameters);
    if (!name || childOfType(node, 'delete_method_clause', 'default_method_clause')) return;
    const segments = nameSegments(name, this.source);
    const last = segments.at(-1);
    const cls = segments.at(-2) ?? owner;
    if (last === undefined || last !== cls) return;
    const list = childOfType(node, 'field_initializer_list')?.children ?? [];
    const fields = list.flatMap(({ children: [field] }) => (field ? [this.text(field)] : []));
    // a constructor that hands over to another one says nothing itself
    if (!fields.includes(cls)) this.classNamed(cls).initialised.push(new Set(fields));
  }
}

export function collectFileNames(root: SyntaxNode, source: string): FileNames {
  const collector = new Collector(source);
  collector.visit(root);
  return collector;
}
