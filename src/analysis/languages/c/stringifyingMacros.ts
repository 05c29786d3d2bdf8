import type { Argument } from '../../program/expression';
import type { Reader } from '../reader';

const known = new WeakMap<Reader, ReadonlyMap<string, readonly boolean[]>>();

/** What a macro of the file makes a text of (`#name`) is the text of the argument, where it is a mere name. */
export function withTexts(name: string, args: readonly Argument[], reader: Reader): readonly Argument[] {
  let macros = known.get(reader);
  if (!macros) known.set(reader, (macros = stringifyingMacros(reader.source)));
  const positions = macros.get(name);
  if (!positions) return args;
  return args.map((argument, position): Argument => {
    const { value } = argument;
    if (!positions[position] || value.kind !== 'name' || isDefined(value.name, reader)) return argument;
    return { value: { kind: 'text', parts: [value.name], start: value.start, end: value.end } };
  });
}

function stringifyingMacros(source: string): Map<string, readonly boolean[]> {
  const macros = new Map<string, readonly boolean[]>();
  const define = /^[ \t]*#[ \t]*define[ \t]+(\w+)\(([^)\n]*)\)((?:[^\n\\]|\\[^\n]|\\\r?\n)*)/gm;
  for (const [, name = '', list = '', body = ''] of source.matchAll(define)) {
    const taken = new Set([...body.matchAll(/(?:^|[^#])#\s*(\w+)/g)].map((match) => match[1]));
    const positions = list.split(',').map((parameter) => taken.has(parameter.trim()));
    if (positions.includes(true)) macros.set(name, positions);
  }
  return macros;
}

/** For a macro's name its value is meant: nobody writes `STR (PORT)` for the text `PORT`. */
function isDefined(name: string, { source }: Reader): boolean {
  return new RegExp(`#[ \\t]*define[ \\t]+${name}\\b|\\b${name}\\s*=`).test(source);
}
