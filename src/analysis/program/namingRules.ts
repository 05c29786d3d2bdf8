/** How a language's names work. */
export interface NamingRules {
  /** Local names are declared (C, Java); without that an assignment makes a local name (Python). */
  readonly declared: boolean;
  /** A bare name in a method may be a field. */
  readonly implicitThis: boolean;
  /** What is called for the object as its base class: Python's and Ruby's `super`. */
  readonly superName?: string;
  /** A class without a constructor takes no arguments for its fields. */
  readonly fieldsAreNoArguments?: boolean;
  /** Objects have no classes to look in (C): a field of anything unknown is any field of that name in the file. */
  readonly fieldsByName?: boolean;
  /** Several methods of one name differ in their parameters (Java, C#, C++). */
  readonly overloads?: boolean;
  /** Methods of a function that call it: C#'s `Invoke`; all of them in Java, whose interfaces name them freely. */
  readonly invokers?: ReadonlySet<string> | 'all';
  /**
   * Names that the file does not define but another one that it includes may: constants; by capitals where it is not
   * said. One that ends in `::` is a namespace.
   */
  readonly included?: RegExp;
  /** A class has a constructor that copies or moves without saying so (C++). */
  readonly copies?: boolean;
  /** What a class makes an object by without declaring it: Rust's derived `default`. */
  readonly derivedMakers?: ReadonlySet<string>;
  /** Defaults of parameters see the function's own names and `self` (Ruby). */
  readonly ownDefaults?: boolean;
  /** What a class extends may be one of its own members: Ruby's `include`. */
  readonly ownBases?: boolean;
  /** The method of a class that makes an object, wherever the class comes from: Ruby's `klass.new`. */
  readonly makerName?: string;
  /** What a map holds is read by calls as well: Ruby's `settings.port`. */
  readonly readsByCalls?: boolean;
  /** The method that says how an object looks in a text: `__str__`, `toString`. */
  readonly textMethod?: string;
  /** Methods that put a value into a list: `append`, `push`. */
  readonly appenders: ReadonlySet<string>;
  /** Methods that put a value into a map under a key: `set`, `put`. */
  readonly keyedAppenders?: ReadonlySet<string>;
}
