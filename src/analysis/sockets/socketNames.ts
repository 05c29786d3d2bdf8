import type { CallExpression, Expression } from '../program/expression';
import type { Definition, Program } from '../program/program';
import { bareName } from '../resolve/combineText';

/** The variables and fields that first take what calls make. */
export function socketNames(program: Program): ReadonlyMap<CallExpression, string> {
  const names = new Map<CallExpression, string>();
  const note = (definitions: ReadonlyMap<string, readonly Definition[]>) => {
    for (const [name, list] of definitions) {
      for (const { source } of list) {
        if (source.kind !== 'value') continue;
        for (const call of callsIn(source.value)) if (!names.has(call)) names.set(call, bareName(name));
      }
    }
  };
  for (const { scope } of program.functions) note(scope.definitions);
  for (const { fields } of program.classes) note(fields);
  note(program.looseFields);
  return names;
}

/** The call that gives a value, and those it is chained to. */
function callsIn(expression: Expression): CallExpression[] {
  switch (expression.kind) {
    case 'call': {
      const { callee } = expression;
      return [expression, ...(callee.kind === 'member' ? callsIn(callee.object) : [])];
    }
    case 'index':
      // the first of several results
      return expression.index.kind === 'constant' && expression.index.value === 0
        ? callsIn(expression.object)
        : [];
    case 'await':
      return callsIn(expression.value);
    case 'assign':
      return expression.value ? callsIn(expression.value) : [];
    case 'choice':
      return expression.options.flatMap(callsIn);
    default:
      return [];
  }
}
