/** How a language's names work. */
export interface NamingRules {
  /** Local names are declared (C, Java); without that an assignment makes a local name (Python). */
  readonly declared: boolean;
  /** A bare name in a method may be a field. */
  readonly implicitThis: boolean;
  /** Methods that put a value into a list: `append`, `push`. */
  readonly appenders: ReadonlySet<string>;
}
