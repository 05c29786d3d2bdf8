/** How a language's names work. */
export interface NamingRules {
  /** Local names are declared (C, Java); without that an assignment makes a local name (Python). */
  readonly declared: boolean;
  /** A bare name in a method may be a field. */
  readonly implicitThis: boolean;
  /** What is called for the object as its base class: Python's and Ruby's `super`. */
  readonly superName?: string;
  /** Objects have no classes to look in (C): a field of anything unknown is any field of that name in the file. */
  readonly fieldsByName?: boolean;
  /** Several methods of one name differ in their parameters (Java, C#, C++). */
  readonly overloads?: boolean;
  /** Methods of a function that call it: C#'s `Invoke`; all of them in Java, whose interfaces name them freely. */
  readonly invokers?: ReadonlySet<string> | 'all';
  /** Methods that put a value into a list: `append`, `push`. */
  readonly appenders: ReadonlySet<string>;
  /** Methods that put a value into a map under a key: `set`, `put`. */
  readonly keyedAppenders?: ReadonlySet<string>;
}
