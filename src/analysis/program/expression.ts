import type { TextRange } from '../textRange';
import type { FunctionDeclaration } from './statement';

/** What source code computes, in a form that all languages share. Every language's reader makes these. */
export type Expression =
  | TextLiteral
  | ConstantLiteral
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | ListExpression
  | MapExpression
  | ChoiceExpression
  | BinaryExpression
  | NotExpression
  | AssignExpression
  | AwaitExpression
  | FunctionExpression
  | ItemExpression
  | EachExpression
  | SpreadExpression
  | OutExpression
  | OtherExpression;

/** A string with what is inserted in it: f-strings, template literals, adjacent literals. Escapes are resolved. */
export interface TextLiteral extends TextRange {
  readonly kind: 'text';
  readonly parts: readonly (string | Expression)[];
}

export interface ConstantLiteral extends TextRange {
  readonly kind: 'constant';
  readonly value: number | boolean | null;
}

export interface NameExpression extends TextRange {
  readonly kind: 'name';
  readonly name: string;
  /** What a call calls, where methods and variables of one name do not get in each other's way (Java). */
  readonly isMethod?: boolean;
}

/** `object.name`, `object->name`, `Type::name`, `this.#name` (without the sign). */
export interface MemberExpression extends TextRange {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
  /** As for names. */
  readonly isMethod?: boolean;
}

export interface IndexExpression extends TextRange {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

export interface Argument {
  /** For arguments by name. */
  readonly name?: string;
  readonly value: Expression;
  /** The callee may assign to it: `&socket`, `out socket`. */
  readonly isReference?: boolean;
}

/** Calls, and constructions (`new T(…)`, `T x(…)`) as calls of the type. */
export interface CallExpression extends TextRange {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** What a construction puts into the new object's fields behind the constructor: `new T { Field = value }`. */
  readonly fields?: readonly Argument[];
  /** A call that this one makes: what a thread runs, what `forEach` calls for each item. */
  readonly spawns?: CallExpression;
  /** In what `forEach` calls: the list whose items, each with its position, the call gets as arguments. */
  readonly each?: Expression;
  /** The items of that list are lists of arguments: a table of test cases. */
  readonly takesApart?: boolean;
}

/** Lists, arrays, tuples, sets. */
export interface ListExpression extends TextRange {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface MapExpression extends TextRange {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `c ? a : b`, `a or b`, `a ?? b`: one of the options. Other parts (the condition) are only walked. */
export interface ChoiceExpression extends TextRange {
  readonly kind: 'choice';
  readonly options: readonly Expression[];
  /** `a ?? b`: an option counts only where those before it are not known, or null. */
  readonly isFallback?: boolean;
  /** Of two options the first counts where it is true, the second where it is false. */
  readonly condition?: Expression;
  readonly others?: readonly Expression[];
}

export interface BinaryExpression extends TextRange {
  readonly kind: 'binary';
  /** As the language writes it: `+`, `.`, `%`. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface NotExpression extends TextRange {
  readonly kind: 'not';
  readonly value: Expression;
}

/** Assignments and declarations. A list as target takes the value apart. */
export interface AssignExpression extends TextRange {
  readonly kind: 'assign';
  readonly target: Expression;
  /** Absent where a declaration gives no value. */
  readonly value?: Expression;
  /** The declared type, as an expression: `zmq.Socket`. */
  readonly type?: Expression;
  /** Assigns to what the caller's argument refers to: `*socket = …`. */
  readonly isThrough?: boolean;
  /** Makes a new name, in languages that tell declaring from assigning. */
  readonly declares?: boolean;
}

export interface AwaitExpression extends TextRange {
  readonly kind: 'await';
  readonly value: Expression;
}

export interface FunctionExpression extends TextRange {
  readonly kind: 'function';
  readonly declaration: FunctionDeclaration;
}

/** Any item of a list: what a loop's variable takes. */
export interface ItemExpression extends TextRange {
  readonly kind: 'item';
  readonly of: Expression;
}

/** A comprehension: the value for each binding. */
export interface EachExpression extends TextRange {
  readonly kind: 'each';
  readonly bindings: readonly AssignExpression[];
  readonly value: Expression;
}

/** `*list` in a call or a list. */
export interface SpreadExpression extends TextRange {
  readonly kind: 'spread';
  readonly value: Expression;
}

/** What a call puts into the argument at a position. Readers do not make these. */
export interface OutExpression extends TextRange {
  readonly kind: 'out';
  readonly call: CallExpression;
  readonly position: number;
}

/** Anything else: its value is not known, its parts are walked. */
export interface OtherExpression extends TextRange {
  readonly kind: 'other';
  readonly parts: readonly Expression[];
}
