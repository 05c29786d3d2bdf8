import type { Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, textOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import type { Reader } from '../reader';
import { assignedNames } from './assignedNames';

export interface MethodAround {
  readonly name?: string;
  readonly names: ReadonlySet<string>;
  /** What it calls the block that it is given. */
  readonly blockName?: string;
}

/** What reading one Ruby file has to remember: which bare names are variables, whose methods the others may be. */
export class RubyFile {
  /** What classes and modules of the file define, attributes included. */
  readonly methodNames = new Set<string>();
  /** Attributes that may be assigned. */
  readonly writers = new Set<string>();
  readonly classNames = new Set<string>();
  /** The text of a heredoc by the start of its beginning: the body comes after the statement. */
  readonly heredocs = new Map<number, SyntaxNode>();
  /** What blocks inside expressions do, in front of the statement that the expression is part of. */
  hoisted: Statement[] = [];
  /** The method around, for `super` and `yield`. */
  method?: MethodAround;
  /** Its parameters. */
  parameters: readonly Parameter[] = [];
  /** Local names of the methods and blocks around, innermost last. */
  private locals: Set<string>[];
  /** Classes around; inside methods `self` is the object. */
  private readonly owners: { readonly name: string; isMethod: boolean }[] = [];

  constructor(
    root: SyntaxNode,
    private readonly source: string,
  ) {
    this.locals = [assignedNames(root, source).locals];
    const beginnings: SyntaxNode[] = [];
    const bodies: SyntaxNode[] = [];
    this.scan(root, false, beginnings, bodies);
    bodies.forEach((body, at) => {
      const beginning = beginnings[at];
      if (beginning) this.heredocs.set(beginning.start, body);
    });
  }

  isLocal(name: string): boolean {
    return this.locals.some((names) => names.has(name));
  }

  /** Reads a method's body: it sees no local name from outside. */
  inMethod<T>(method: MethodAround, read: () => T): T {
    const { locals, method: around } = this;
    const owner = this.owners.at(-1);
    const wasMethod = owner?.isMethod ?? false;
    this.locals = [new Set(method.names)];
    this.method = method;
    if (owner) owner.isMethod = true;
    try {
      return this.apart(read);
    } finally {
      this.locals = locals;
      this.method = around;
      if (owner) owner.isMethod = wasMethod;
    }
  }

  /** Reads a block that runs later, or who knows when. */
  inBlock<T>(names: ReadonlySet<string>, read: () => T): T {
    this.locals.push(new Set(names));
    try {
      return this.apart(read);
    } finally {
      this.locals.pop();
    }
  }

  /** The parameters of a block that runs where it stands are names of the function around. */
  addLocals(names: Iterable<string>): void {
    const innermost = this.locals.at(-1);
    for (const name of names) innermost?.add(name);
  }

  inClass<T>(name: string, names: ReadonlySet<string>, read: () => T): T {
    const { locals } = this;
    this.locals = [new Set(names)];
    this.owners.push({ name, isMethod: false });
    try {
      return this.apart(read);
    } finally {
      this.locals = locals;
      this.owners.pop();
    }
  }

  /** The name under which methods of the object around are called; undefined outside of classes. */
  selfName(): string | undefined {
    const owner = this.owners.at(-1);
    return owner && (owner.isMethod ? 'self' : owner.name);
  }

  className(): string | undefined {
    return this.owners.at(-1)?.name;
  }

  /** In a class, but in none of its methods. */
  isClassBody(): boolean {
    return this.owners.at(-1)?.isMethod === false;
  }

  /** Keeps what is hoisted inside from getting out. */
  private apart<T>(read: () => T): T {
    const { hoisted } = this;
    this.hoisted = [];
    try {
      return read();
    } finally {
      this.hoisted = hoisted;
    }
  }

  private scan(node: SyntaxNode, inClass: boolean, beginnings: SyntaxNode[], bodies: SyntaxNode[]): void {
    if (node.type === 'heredoc_beginning') beginnings.push(node);
    if (node.type === 'heredoc_body') bodies.push(node);
    const isClass = node.type === 'class' || node.type === 'module';
    if (isClass) {
      const name = childOf(node, 'name');
      if (name) this.classNames.add(lastConstant(textOf(name, this.source)));
    }
    if (inClass && (node.type === 'method' || node.type === 'singleton_method')) {
      const name = childOf(node, 'name');
      if (name) this.methodNames.add(textOf(name, this.source));
    }
    const method = node.type === 'call' ? childOf(node, 'method') : undefined;
    const isStruct = method !== undefined && /^(Struct|Data)\s*\.\s*(new|define)$/.test(this.callText(node));
    if (method && textOf(method, this.source) === 'setting') this.methodNames.add('config');
    if (method) this.scanAttributes(node, textOf(method, this.source), isStruct);
    for (const child of node.children) this.scan(child, inClass || isClass || isStruct, beginnings, bodies);
  }

  private callText(node: SyntaxNode): string {
    const [receiver, method] = [childOf(node, 'receiver'), childOf(node, 'method')];
    return receiver && method && method.end - receiver.start < 40
      ? this.source.slice(receiver.start, method.end)
      : '';
  }

  private scanAttributes(call: SyntaxNode, method: string, isStruct: boolean): void {
    const attribute = /^attr_(reader|writer|accessor)$/.exec(method)?.[1];
    const isField = method === 'attribute' || method === 'attribute?';
    if (attribute === undefined && !isStruct && !isField) return;
    for (const { name } of symbolsIn(childOfType(call, 'argument_list'), this.source)) {
      if (attribute !== 'writer') this.methodNames.add(name);
      if (attribute === 'writer' || attribute === 'accessor') this.writers.add(name);
    }
  }
}

export interface Symbol extends TextRange {
  readonly name: string;
}

/** `:a, :b` */
export function symbolsIn(list: SyntaxNode | undefined, source: string): Symbol[] {
  return (list?.children ?? []).flatMap((child) =>
    child.type === 'simple_symbol'
      ? [{ name: textOf(child, source).slice(1), start: child.start, end: child.end }]
      : [],
  );
}

/** `Server` of `Acme::Server`. */
export function lastConstant(path: string): string {
  return path.slice(path.lastIndexOf(':') + 1).trim();
}

const files = new WeakMap<Reader, RubyFile>();

export function keepFile(reader: Reader, file: RubyFile): void {
  files.set(reader, file);
}

export function fileOf(reader: Reader): RubyFile {
  const file = files.get(reader);
  if (!file) throw new Error('The reader has no file.');
  return file;
}
