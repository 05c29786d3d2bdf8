import type { TextRange } from '../textRange';
import type { AssignExpression, Expression, NameExpression } from './expression';

/** What a program does, in a form that all languages share. */
export type Statement =
  | ExpressionStatement
  | ReturnStatement
  | BranchStatement
  | LoopStatement
  | LeaveStatement
  | FunctionStatement
  | ClassStatement
  | ImportStatement
  | OuterNamesStatement;

export interface ExpressionStatement {
  readonly kind: 'expression';
  readonly value: Expression;
  /** Something looks at the value: the condition of an `if` or a loop. */
  readonly isUsed?: boolean;
}

export interface ReturnStatement {
  readonly kind: 'return';
  readonly value?: Expression;
  /** The function goes on afterwards: `yield`. */
  readonly goesOn?: boolean;
}

/** A condition that must be true, or false, for a block to run. */
export interface BlockCondition {
  readonly condition: Expression;
  readonly is: boolean;
}

export interface StatementBlock extends TextRange {
  /** In branches. The conditions are statements in front of the branch as well. */
  readonly when?: readonly BlockCondition[];
  readonly body: readonly Statement[];
}

/** `if`, `switch`, `try` with its handlers: of the blocks some run, or none. */
export interface BranchStatement {
  readonly kind: 'branch';
  readonly blocks: readonly StatementBlock[];
  /** One of the blocks runs for certain: there is an `else`. */
  readonly isExhaustive: boolean;
}

export interface LoopStatement {
  readonly kind: 'loop';
  /** For loops over a collection: the variable takes an item. */
  readonly binding?: AssignExpression;
  readonly block: StatementBlock;
}

/** The end of a `with`, `using` or `try (…)` block, which closes what the name holds. */
export interface LeaveStatement extends TextRange {
  readonly kind: 'leave';
  readonly name: NameExpression;
}

export interface Parameter extends TextRange {
  readonly name: string;
  readonly default?: Expression;
  readonly type?: Expression;
  /** Takes the rest of the arguments. */
  readonly isRest?: boolean;
  /** Takes the arguments by name that no other parameter takes, as a map. */
  readonly isNamedRest?: boolean;
  /** Takes its argument by name only. */
  readonly isKeyword?: boolean;
}

export interface FunctionDeclaration extends TextRange {
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** The name that stands for the object in a method: `self`, `this`, Go's receiver. */
  readonly self?: string;
  /** The class, where the method is written outside of it (C++, Go, Rust). */
  readonly owner?: string;
  /** `self` is the class: Python's `@classmethod`. */
  readonly takesClass?: boolean;
  /** Belongs to the class, not to its objects. */
  readonly isStatic?: boolean;
  /** Called as a method of its first argument: `static void Open(this Socket socket)`. */
  readonly isExtension?: boolean;
  /** What is put in front of it: `@click.option(…)`. */
  readonly decorators?: readonly Expression[];
  /** A list of the arguments, or lists of arguments, with which a test runner calls it: `[InlineData("…", 1)]`. */
  readonly cases?: Expression;
}

export interface FunctionStatement {
  readonly kind: 'function';
  readonly declaration: FunctionDeclaration;
}

export interface ClassDeclaration extends TextRange {
  readonly name: string;
  readonly bases: readonly Expression[];
  /** Fields whose own fields and methods count as the object's: what Go's structs embed. */
  readonly embeds?: readonly string[];
  /** Methods, and fields as assignments to their names. */
  readonly body: readonly Statement[];
  /** Its names are known inside of it without prefix. */
  readonly isNamespace?: boolean;
  /** Its fields are its members, which have its methods: `Queue::Orders->port()`. */
  readonly isEnumeration?: boolean;
  /** The method that runs when an instance is made: `__init__`, `constructor`. */
  readonly constructorName?: string;
}

export interface ClassStatement {
  readonly kind: 'class';
  readonly declaration: ClassDeclaration;
}

export interface ImportStatement {
  readonly kind: 'import';
  /** As written: `zmq.green`, `.config`, `zmq.h`, `zeromq`. */
  readonly module: string;
  readonly names: readonly {
    /** The local name. */
    readonly local: string;
    /** What it stands for: a dotted path from the module, empty for the module itself. */
    readonly path: string;
  }[];
  /** All names of the module are known without prefix. */
  readonly isWildcard?: boolean;
  /** All names of the module are passed on to who imports this file; here they are not known. */
  readonly isPassedOn?: boolean;
}

/** Python's `global` and `nonlocal`: assignments to these names go to an outer scope. */
export interface OuterNamesStatement {
  readonly kind: 'outerNames';
  readonly names: readonly string[];
}
