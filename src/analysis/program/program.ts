import type { ResultUse } from '../facts';
import type { TextRange } from '../textRange';
import type {
  Argument,
  AssignExpression,
  CallExpression,
  Expression,
  MemberExpression,
  NameExpression,
} from './expression';
import type {
  BlockCondition,
  BranchStatement,
  ClassDeclaration,
  FunctionDeclaration,
  LeaveStatement,
  Parameter,
} from './statement';

/** A file's statements, indexed for questions such as "what is this name here?" and "who calls this?". */
export interface Program {
  /** The top of the file as a function that runs once; its declaration's start is -1. */
  readonly main: FunctionInfo;
  /** `main` first, then in source order. */
  readonly functions: readonly FunctionInfo[];
  readonly classes: readonly ClassInfo[];
  /** Calls by the last part of what is called: `connect` for `a.b.connect()`. */
  readonly callsByName: ReadonlyMap<string, readonly CallSite[]>;
  /** Calls of parameters. */
  readonly parameterCalls: readonly CallSite[];
  /** Where names are used. */
  readonly places: ReadonlyMap<NameExpression, Block>;
  /** Functions that are expressions: lambdas, closures. */
  readonly functionsByDeclaration: ReadonlyMap<FunctionDeclaration, FunctionInfo>;
  /** Functions that are arguments, with the calls that they are given to. */
  readonly handedOver: ReadonlyMap<FunctionDeclaration, HandedOver>;
  /** What is assigned to fields, by the field's name, where the object's class is not known. */
  readonly looseFields: ReadonlyMap<string, readonly FieldDefinition[]>;
  /** The same for what is put into the lists and maps that fields hold. */
  readonly looseAdditions: ReadonlyMap<string, readonly FieldAddition[]>;
  /** Every module that the file imports. */
  readonly modules: readonly string[];
  /** Names under which the file imports something that is called otherwise. */
  readonly aliases: ReadonlySet<string>;
  /** Modules whose names are all known without prefix. */
  readonly wildcards: readonly string[];
  /** Modules whose names the file passes on: `export * from './ports'`. */
  readonly passedOn: readonly string[];
}

/** The names of a function or a class body. */
export class Scope {
  /** The function that runs the code: for a class body the one around it. */
  fn!: FunctionInfo;
  /** For class bodies, and for functions that are methods. */
  cls?: ClassInfo;
  readonly definitions = new Map<string, Definition[]>();
  /** What is put into the lists and maps that names hold. */
  readonly additions = new Map<string, Addition[]>();

  constructor(
    readonly kind: 'function' | 'class',
    readonly parent?: Scope,
  ) {}
}

/** A run of statements; inside a function blocks form a tree. */
export interface Block extends TextRange {
  readonly kind: 'body' | 'branch' | 'loop';
  readonly parent?: Block;
  readonly scope: Scope;
  /** A loop over a collection. */
  readonly binding?: AssignExpression;
  readonly branch?: BranchStatement;
  readonly when?: readonly BlockCondition[];
}

export type DefinitionSource =
  | { readonly kind: 'value'; readonly value: Expression; readonly type?: Expression }
  | { readonly kind: 'declared'; readonly type?: Expression }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'function'; readonly fn: FunctionInfo }
  | { readonly kind: 'class'; readonly cls: ClassInfo }
  | { readonly kind: 'import'; readonly module: string; readonly path: string };

export interface Definition {
  /** From this offset on the name has the value. */
  readonly at: number;
  readonly block: Block;
  readonly source: DefinitionSource;
}

/** What is assigned to a field of an object that is no class's own `self`. */
export interface FieldDefinition extends Definition {
  readonly holder: Expression;
}

/** `list.append(value)`, `map[key] = value`, `map.set(key, value)` */
export interface Addition {
  readonly key?: Expression;
  readonly value: Expression;
  readonly block: Block;
}

/** What is put into a list or map of an object that is no class's own `self`. */
export interface FieldAddition extends Addition {
  readonly holder: Expression;
}

export interface CallSite {
  readonly call: CallExpression;
  readonly block: Block;
  readonly fn: FunctionInfo;
  readonly result: ResultUse;
}

export interface HandedOver {
  readonly site: CallSite;
  readonly argument: Argument;
}

/** `object.name = value` */
export interface MemberAssignment {
  readonly target: MemberExpression;
  readonly assignment: AssignExpression;
  readonly block: Block;
}

export interface FunctionInfo {
  readonly declaration: FunctionDeclaration;
  /** `Publisher.run`; undefined for the top of the file. */
  readonly qualifiedName?: string;
  readonly owner?: ClassInfo;
  readonly scope: Scope;
  readonly body: Block;
  /** Where it is written; absent for the top of the file. */
  readonly around?: Block;
  readonly calls: CallSite[];
  /** What is assigned through its parameters, by their names. */
  readonly outs: Map<string, { readonly value: Expression; readonly block: Block }[]>;
  readonly memberAssignments: MemberAssignment[];
  readonly returns: { readonly value: Expression; readonly block: Block; readonly goesOn?: boolean }[];
  readonly leaves: { readonly statement: LeaveStatement; readonly block: Block }[];
  /** All methods of the name in the class, itself among them; shared by them. */
  overloads: FunctionInfo[];
}

export interface ClassInfo {
  readonly declaration: ClassDeclaration;
  readonly scope: Scope;
  readonly methods: Map<string, FunctionInfo>;
  /** Those that belong to the class, where it may have others of the same name for its objects (Ruby). */
  readonly statics: Map<string, FunctionInfo>;
  /** Set in the class's body or through `self` in methods. */
  readonly fields: Map<string, Definition[]>;
  readonly additions: Map<string, Addition[]>;
  /** What the file adds to an imported type of that name: `impl Listen for zmq::Socket`. */
  readonly isExtension?: boolean;
}

/** Whether the code of `outer` stands around, or is, that of `inner` in the same function. */
export function encloses(outer: Block, inner: Block): boolean {
  for (let block: Block | undefined = inner; block; block = block.parent) if (block === outer) return true;
  return false;
}
