import type { Comparison, JsonStep, JsonTest } from './filterNode';
import type { FilterScanner, RawValue, TokenKind } from './filterScanner';
import { readJsonNumber } from './numberValue';
import { readValue } from './readFieldTerm';

/**
 * Passes the steps of a path behind `json`: `.key`, `."any key"`, `[0]`, `[-1]`, `[*]`, `["any key"]`.
 * @param from where the term begins. @returns undefined after a mistake, which is reported.
 */
export function readJsonPath(scanner: FilterScanner, from: number): readonly JsonStep[] | undefined {
  const steps: JsonStep[] = [];
  while (scanner.char === '.' || scanner.char === '[') {
    const stepFrom = scanner.at;
    const step = scanner.char === '.' ? keyStep(scanner) : bracketStep(scanner);
    if (typeof step === 'string') {
      scanner.fail({ from: stepFrom, to: scanner.at }, step);
      return undefined;
    }
    steps.push(step);
  }
  if (scanner.atBoundary || /[:=!<>~]/.test(scanner.char)) return steps;
  const rest = /[^\s()":=!<>~.[\]]*/.exec(scanner.text.slice(scanner.at))?.[0] ?? '';
  const [, head, last] = /^(.*\.)([^."\]]*)$/s.exec(scanner.text.slice(from, scanner.at)) ?? [];
  const fix = head ? `Quote a key that has it: ${head}"${last}${rest}".` : 'Put a dot before a key.';
  scanner.fail(
    { from: scanner.at, to: scanner.at + Math.max(1, rest.length) },
    `${scanner.char} cannot stand here in a path. ${fix}`,
  );
  return undefined;
}

/** @returns a sentence where there is no key. */
function keyStep(scanner: FilterScanner): JsonStep | string {
  scanner.at++;
  if (scanner.char === '"') return quotedKey(scanner);
  if (scanner.char === '*') return 'Write [*] for every element, such as json.bids[*].px > 1.';
  const key = scanner.take(/[\p{L}\p{N}_$@-]+/uy);
  if (key === '') return 'A key is missing after the dot. Write one, such as json.price.';
  return { kind: 'key', key };
}

function bracketStep(scanner: FilterScanner): JsonStep | string {
  scanner.at++;
  let step: JsonStep | string;
  if (scanner.char === '"') {
    step = quotedKey(scanner);
  } else if (scanner.take(/\*/y)) {
    step = { kind: 'any' };
  } else {
    const index = scanner.take(/-?\d{1,9}/y);
    // Adding 0 makes 0 of -0.
    step = index
      ? { kind: 'index', index: Number(index) + 0 }
      : 'An index is a number or *, such as json.bids[0].px.';
  }
  if (typeof step === 'string') return step;
  return scanner.take(/\]/y) ? step : 'This index is not closed. Add ] behind it, such as json.bids[0].px.';
}

function quotedKey(scanner: FilterScanner): JsonStep | string {
  const key = scanner.quotedText();
  return key === undefined
    ? 'The quote of this key is not closed. Add " where it ends.'
    : { kind: 'key', key };
}

/** Reads the comparison behind a path; without one, the path must exist. @returns undefined after a mistake. */
export function readJsonTest(scanner: FilterScanner): JsonTest | undefined {
  const end = scanner.at;
  scanner.skipSpace();
  const operator = scanner.operator();
  if (!operator) {
    scanner.at = end;
    return { kind: 'exists' };
  }
  const value = readValue(scanner, operator, operator.op === '~');
  if (value === 'fault') return undefined;
  if (!value) {
    scanner.fail(
      operator,
      'A value is missing here. Write one, such as json.price > 100 or json.symbol = "AAPL".',
    );
    return undefined;
  }
  const test =
    operator.op === '~'
      ? containsTest(value)
      : comparisonTest(operator.op === ':' ? '=' : operator.op, value);
  if (typeof test === 'string') {
    scanner.token('error', value.from, value.to);
    scanner.fail(value, test);
    return undefined;
  }
  scanner.token(colourOf(test), value.from, value.to);
  return test;
}

function containsTest(value: RawValue): JsonTest {
  return value.kind === 'regex' ? value.pattern : { kind: 'text', text: value.text };
}

/** @returns a sentence where the value cannot be compared so. */
function comparisonTest(op: Comparison, value: RawValue): JsonTest | string {
  if (value.kind === 'regex') return 'Expressions are compared with ~, such as json.symbol ~ /^AA/.';
  const { text } = value;
  if (value.kind === 'quoted') return { kind: 'string', op, value: text };
  if (/^\/.+\/i?$/.test(text)) {
    return 'Expressions are compared with ~, such as json.symbol ~ /^AA/. If this is text, put it in quotes.';
  }
  const number = readJsonNumber(text);
  if (number !== undefined) return { kind: 'number', op, value: number };
  if (text === 'true' || text === 'false' || text === 'null') {
    if (op !== '=' && op !== '!=')
      return `${text} has no order. Compare it with = or !=, or put it in quotes.`;
    return { kind: 'constant', op, value: text === 'null' ? null : text === 'true' };
  }
  return { kind: 'string', op, value: text };
}

function colourOf(test: JsonTest): TokenKind {
  switch (test.kind) {
    case 'number':
      return 'number';
    case 'regex':
      return 'regex';
    case 'constant':
    case 'exists':
      return 'keyword';
    case 'string':
    case 'text':
      return 'string';
  }
}
