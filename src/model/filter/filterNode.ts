/** Characters of the filter's text: UTF-16 units, `to` exclusive. */
export interface SourceRange {
  readonly from: number;
  readonly to: number;
}

/** A mistake in a filter: a sentence that names the fault and what to write instead. */
export interface FilterError extends SourceRange {
  readonly message: string;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface RegexPattern {
  readonly kind: 'regex';
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** What a topic, a peer or a frame is compared with. */
export type TextPattern =
  | { readonly kind: 'text'; readonly text: string }
  /** Text in which `*` stands for any characters and `?` for one. */
  | { readonly kind: 'glob'; readonly glob: string }
  /** Bytes as lower-case hex digits. */
  | { readonly kind: 'bytes'; readonly hex: string }
  | RegexPattern;

/** A number with the text it was written as: `1.5kB` is 1500. */
export interface NumberValue {
  readonly text: string;
  readonly value: number;
}

/** A point in time as written, and the length of its smallest written unit: `09:31` is a minute long. */
export type TimeValue =
  /** Milliseconds since midnight, on any day. */
  | { readonly kind: 'clock'; readonly text: string; readonly ms: number; readonly widthMs: number }
  /** Milliseconds since the capture's first message. */
  | { readonly kind: 'relative'; readonly text: string; readonly ms: number; readonly widthMs: number }
  /** Epoch milliseconds when `zoned`; otherwise those of the same date and time in UTC. */
  | {
      readonly kind: 'date';
      readonly text: string;
      readonly ms: number;
      readonly widthMs: number;
      readonly zoned: boolean;
    };

/** A step into a JSON value; `any` is every element of an array or value of an object. */
export type JsonStep =
  | { readonly kind: 'key'; readonly key: string }
  /** Negative indexes count from the end. */
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'any' };

export type JsonTest =
  | { readonly kind: 'exists' }
  | { readonly kind: 'number'; readonly op: Comparison; readonly value: number }
  | { readonly kind: 'string'; readonly op: Comparison; readonly value: string }
  | { readonly kind: 'constant'; readonly op: '=' | '!='; readonly value: boolean | null }
  /** The string contains this. */
  | { readonly kind: 'text'; readonly text: string }
  | RegexPattern;

/** `:` begins with (or the glob or expression fits), `=` and `!=` the whole, `~` contains. */
export type PatternOperator = ':' | '=' | '!=' | '~';

/** What a frame must contain. */
export type ContentPattern = Exclude<TextPattern, { kind: 'glob' }>;

/** One term of a filter. `frame` restricts it to one frame; negative counts from the last. */
export type FilterTerm =
  | { readonly kind: 'content'; readonly pattern: ContentPattern; readonly frame: number | undefined }
  | {
      readonly kind: 'pattern';
      readonly field: 'topic' | 'peer';
      readonly op: PatternOperator;
      readonly pattern: TextPattern;
    }
  | { readonly kind: 'direction'; readonly negated: boolean; readonly direction: 'in' | 'out' }
  | {
      readonly kind: 'number';
      readonly field: NumberField;
      readonly op: Comparison;
      readonly value: NumberValue;
    }
  | {
      readonly kind: 'numberRange';
      readonly field: NumberField;
      readonly low: NumberValue | undefined;
      readonly high: NumberValue | undefined;
    }
  | { readonly kind: 'time'; readonly op: Comparison; readonly value: TimeValue }
  | { readonly kind: 'timeRange'; readonly low: TimeValue | undefined; readonly high: TimeValue | undefined }
  | {
      readonly kind: 'json';
      readonly frame: number | undefined;
      readonly path: readonly JsonStep[];
      readonly test: JsonTest;
    };

export type NumberField = 'size' | 'frames' | 'row';

/** A filter as a tree; every node knows the text it came from. */
export type FilterNode = SourceRange &
  (
    | FilterTerm
    | { readonly kind: 'all' }
    | { readonly kind: 'and' | 'or'; readonly children: readonly FilterNode[] }
    | { readonly kind: 'not'; readonly child: FilterNode }
  );
