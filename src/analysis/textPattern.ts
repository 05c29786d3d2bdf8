/** A name that another module of the workspace defines. */
export interface ImportedName {
  /** Where it may come from, as the import says it; the first that has the name counts. */
  readonly modules: readonly string[];
  /** `ENDPOINT`, or `Config.ENDPOINT` for a member of what the module exports. */
  readonly name: string;
}

/** A part of a text that the file does not tell. */
export interface UnknownPart {
  /** The nearest name in the source: `port` for `port`, `self.port`, `args.port`, `$port`. */
  readonly unknown: string;
  readonly imported?: ImportedName;
}

export type PatternPart = string | UnknownPart;

/** A text with holes, such as `tcp://*:` and the unknown `port`. Neighbouring literals are joined. */
export type TextPattern = readonly PatternPart[];

/** `tcp://*:{port}` */
export function patternText(pattern: TextPattern): string {
  return pattern.map((part) => (typeof part === 'string' ? part : `{${part.unknown}}`)).join('');
}

export function isCompletePattern(pattern: TextPattern): boolean {
  return pattern.every((part) => typeof part === 'string');
}

/** Parts one after another, literals joined and empty ones left out. */
export function joinPattern(parts: Iterable<PatternPart>): TextPattern {
  const joined: PatternPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

export function isUnknownPart(part: PatternPart): part is UnknownPart {
  return typeof part !== 'string';
}
