import { fieldInfos, type FieldName } from './filterField';
import type { Comparison, FilterTerm, NumberField, TextPattern } from './filterNode';
import type { FilterScanner, Operator, OperatorToken, RawValue, TokenKind } from './filterScanner';
import { type ReadValue, readNumberValue } from './numberValue';
import { readTimeValue, timeExamples } from './timeValue';

/**
 * Passes the value behind an operator and leaves its colouring to the caller.
 * @param takesRegex whether `/` begins an expression here, not a text.
 * @returns undefined where there is none, 'fault' for an expression with a mistake, which is reported.
 */
export function readValue(
  scanner: FilterScanner,
  operator: OperatorToken,
  takesRegex: boolean,
): RawValue | 'fault' | undefined {
  scanner.skipSpace();
  const spaced = scanner.at > operator.to;
  if (scanner.atBoundary || (spaced && scanner.peekKeyword())) return undefined;
  const from = scanner.at;
  if (scanner.char === '"') return scanner.quoted();
  if (takesRegex && scanner.char === '/') {
    const value = scanner.regex();
    if (!value) scanner.token('error', from);
    return value ?? 'fault';
  }
  const text = scanner.run();
  const to = scanner.at;
  if (scanner.char === '"') scanner.requireBoundary('the value, or quote the whole value');
  return { kind: 'run', text, from, to };
}

/** Reads what follows a field's name and operator. @returns undefined after a mistake, which is reported. */
export function readFieldTerm(
  scanner: FilterScanner,
  field: Exclude<FieldName, 'json'>,
  operator: OperatorToken,
  frame: number | undefined,
): FilterTerm | undefined {
  const value = readValue(scanner, operator, field === 'topic' || field === 'peer' || field === 'frame');
  if (value === 'fault') return undefined;
  const { example } = fieldInfos[field];
  if (!value) {
    scanner.fail(operator, `A value is missing after ${field}. Write one, such as ${example}.`);
    return undefined;
  }
  if (!operatorsOf(field).includes(operator.op)) {
    scanner.fail(operator, wrongOperator(field, operator.op));
    scanner.token(colourOf(field, value), value.from, value.to);
    return undefined;
  }
  const result = readTerm(field, operator.op, value, frame);
  scanner.token('fault' in result ? 'error' : colourOf(field, value), value.from, value.to);
  if ('fault' in result) {
    scanner.fail(value, result.fault);
    return undefined;
  }
  return result.value;
}

function operatorsOf(field: Exclude<FieldName, 'json'>): readonly Operator[] {
  switch (field) {
    case 'topic':
    case 'peer':
      return [':', '=', '!=', '~'];
    case 'dir':
      return [':', '=', '!='];
    case 'frame':
      return [':', '~'];
    case 'size':
    case 'frames':
    case 'row':
    case 'time':
      return [':', '=', '!=', '<', '<=', '>', '>='];
  }
}

function wrongOperator(field: Exclude<FieldName, 'json'>, op: Operator): string {
  if (field === 'frame') {
    return `frame says what a frame contains, with :, such as frame[1]:text. For the number of frames write frames${op}2.`;
  }
  return `${field} cannot be compared with ${op}. Use ${operatorsOf(field).join(' ')}, such as ${fieldInfos[field].example}.`;
}

function colourOf(field: FieldName, value: RawValue): TokenKind {
  if (value.kind === 'regex') return 'regex';
  return field === 'size' || field === 'frames' || field === 'row' || field === 'time' ? 'number' : 'string';
}

function readTerm(
  field: Exclude<FieldName, 'json'>,
  op: Operator,
  value: RawValue,
  frame: number | undefined,
): ReadValue<FilterTerm> {
  switch (field) {
    case 'topic':
    case 'peer': {
      const pattern = readPattern(value, op !== '~');
      if ('fault' in pattern) return pattern;
      const patternOp = op === '=' || op === '!=' || op === '~' ? op : ':';
      return { value: { kind: 'pattern', field, op: patternOp, pattern: pattern.value } };
    }
    case 'frame': {
      const pattern = readPattern(value, false);
      if ('fault' in pattern) return pattern;
      if (pattern.value.kind === 'glob')
        return { fault: 'A frame takes no wildcards. Put the text in quotes.' };
      if (pattern.value.kind === 'text' && pattern.value.text === '') {
        return { fault: 'There is nothing between the quotes. Write the text to look for.' };
      }
      return { value: { kind: 'content', pattern: pattern.value, frame } };
    }
    case 'dir':
      return readDirection(value, op === '!=');
    case 'size':
    case 'frames':
    case 'row':
      return readNumberTerm(field, op, textOf(value));
    case 'time':
      return readTimeTerm(op, textOf(value));
  }
}

function textOf(value: RawValue): string {
  return value.kind === 'regex' ? '' : value.text;
}

function readPattern(value: RawValue, globs: boolean): ReadValue<TextPattern> {
  if (value.kind === 'regex') return { value: value.pattern };
  if (value.kind === 'quoted') return { value: { kind: 'text', text: value.text } };
  if (/^0x/i.test(value.text)) {
    // The grid cuts long ids short with an ellipsis, and people copy what they see.
    const hex = value.text.slice(2).replace(/…$/, '').toLowerCase();
    if (/^(?:[0-9a-f]{2})+$/.test(hex)) return { value: { kind: 'bytes', hex } };
    return { fault: 'Bytes are pairs of hex digits, such as 0x00ff. If this is text, put it in quotes.' };
  }
  if (globs && /[*?]/.test(value.text)) return { value: { kind: 'glob', glob: value.text } };
  return { value: { kind: 'text', text: value.text } };
}

function readDirection(value: RawValue, negated: boolean): ReadValue<FilterTerm> {
  switch (textOf(value).toLowerCase()) {
    case 'in':
    case 'received':
      return { value: { kind: 'direction', negated, direction: 'in' } };
    case 'out':
    case 'sent':
      return { value: { kind: 'direction', negated, direction: 'out' } };
    default:
      return { fault: 'A direction is in (or received) or out (or sent). Write dir:in or dir:out.' };
  }
}

function readNumberTerm(field: NumberField, op: Operator, text: string): ReadValue<FilterTerm> {
  const ends = rangeOf(op, text);
  if (!ends) {
    const value = readNumberValue(field, text);
    return 'fault' in value
      ? value
      : { value: { kind: 'number', field, op: asComparison(op), value: value.value } };
  }
  const [low, high] = ends.map((end) => (end === '' ? undefined : readNumberValue(field, end)));
  if (low && 'fault' in low) return low;
  if (high && 'fault' in high) return high;
  if (!low && !high) return { fault: `A range needs a number at one end at least, such as ${field}:1..100.` };
  if (low && high && low.value.value > high.value.value) {
    return { fault: `This range ends before it begins. Write ${field}:${ends[1]}..${ends[0]}.` };
  }
  return { value: { kind: 'numberRange', field, low: low?.value, high: high?.value } };
}

function readTimeTerm(op: Operator, text: string): ReadValue<FilterTerm> {
  const ends = rangeOf(op, text);
  if (!ends) {
    const value = readTimeValue(text);
    return 'fault' in value ? value : { value: { kind: 'time', op: asComparison(op), value: value.value } };
  }
  const [low, high] = ends.map((end) => (end === '' ? undefined : readTimeValue(end)));
  if (low && 'fault' in low) return low;
  if (high && 'fault' in high) return high;
  if (!low && !high) return { fault: `A range needs a time at one end at least, such as time:09:31..09:32.` };
  if (low && high) {
    const [a, b] = [low.value, high.value];
    const sameZone = a.kind !== 'date' || b.kind !== 'date' || a.zoned === b.zoned;
    if (a.kind !== b.kind || !sameZone) {
      return { fault: `Both ends of a range must be times of the same kind: ${timeExamples}.` };
    }
    if (a.kind !== 'clock' && a.ms > b.ms) {
      return { fault: `This range ends before it begins. Write time:${b.text}..${a.text}.` };
    }
  }
  return { value: { kind: 'timeRange', low: low?.value, high: high?.value } };
}

function rangeOf(op: Operator, text: string): readonly [string, string] | undefined {
  const dots = text.indexOf('..');
  if (dots < 0 || (op !== ':' && op !== '=')) return undefined;
  return [text.slice(0, dots), text.slice(dots + 2)];
}

function asComparison(op: Operator): Comparison {
  return op === ':' || op === '~' ? '=' : op;
}
