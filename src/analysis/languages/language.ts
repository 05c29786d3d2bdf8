import type { LanguageId } from '../facts';
import type { Library } from '../library/library';
import type { NamingRules } from '../program/namingRules';
import type { Statement } from '../program/statement';
import type { Value } from '../resolve/value';
import type { CallContext, ValueFunction, ValueMethod, ValueOperator } from '../resolve/valueFunction';
import type { SyntaxNode } from '../syntax/syntaxNode';

/** All that is particular to a language. docs/analysis.md says how to write one. */
export interface Language {
  readonly id: LanguageId;
  /** The grammar's file name without `.wasm`: `tree-sitter-python`. */
  readonly grammar: string;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether a file with an extension of another language is this one's after all: C++ in a `.h`. */
  readonly claims?: (extension: string, source: string) => boolean;
  readonly libraries: readonly Library[];
  /** Cheap and never wrong about "no": whether the text may use a library, asked before it is parsed. */
  readonly mayUse: (source: string) => boolean;
  /**
   * The text that the parser gets: as long as the source, with spaces for what its grammar cannot read (macros). All
   * else works on the source.
   */
  readonly prepare?: (source: string) => string;
  /** Nodes that have no children, or none that matter, by type: saves time. */
  readonly leaves?: ReadonlySet<string>;
  /** Turns the syntax tree into statements. */
  readonly read: (root: SyntaxNode, source: string) => Statement[];
  readonly names: NamingRules;
  /** What pure functions give, by path: `str`, `os.getenv`. */
  readonly functions: Readonly<Record<string, ValueFunction>>;
  /** What pure methods give, by name; each looks at its receiver and may decline. */
  readonly methods: Readonly<Record<string, ValueMethod>>;
  /** Objects of other packages whose members calls in the file define: `tornado.options.options`. */
  readonly settings?: Readonly<
    Record<string, (name: string, callsNamed: CallContext['callsNamed']) => Value | undefined>
  >;
  /** The same for what is read like a field: C#'s `map.Values`. */
  readonly properties?: Readonly<Record<string, (receiver: Value) => Value | undefined>>;
  /** Operators on texts, besides `+`. */
  readonly operators?: Readonly<Record<string, ValueOperator>>;
  /**
   * Names of methods and functions whose value is the receiver or first argument: `encode`, `unwrap`, `c_str`; also of
   * members that an object of the file's classes does not have itself.
   */
  readonly transparent: ReadonlySet<string>;
  /** Whether a module is certainly another package, not a file of the workspace; objects of those are no sockets. */
  readonly isPackage?: (module: string) => boolean;
  /**
   * Paths of the workspace, with `/`, where a module that `from` imports may be, most likely first. Where a module is
   * many files (a package), `name` tells which: `Config.ENDPOINT`; `folder/*.go` stands for all of a folder's files.
   */
  readonly moduleFiles: (module: string, from: string, name: string) => string[];
}
