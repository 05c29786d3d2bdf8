import type { Argument, Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

/** `format!("tcp://{host}:{}", port)`, `vec!["a", "b"]`; of other macros the arguments are walked. */
export const readMacro: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const macro = childOf(node, 'macro');
  const tree = childOfType(node, 'token_tree');
  if (!macro || !tree) return { kind: 'other', parts: [], start, end };
  const args = readTokens(tree, reader);
  const name = reader.text(macro).replace(/^.*::/, '');
  const positional = args.filter((argument) => argument.name === undefined).map(({ value }) => value);
  switch (name) {
    case 'format':
    case 'format_args':
      return internalCall('@format', [...args, ...captured(positional[0], args)], node);
    case 'concat':
    case 'env':
    case 'option_env':
      return internalCall(name === 'concat' ? '@concat' : '@env', args, node);
    case 'vec':
      return { kind: 'list', items: positional, start, end };
    default:
      // `message = socket.recv() => …` of `select!` as well
      return { kind: 'other', parts: args.map(({ value }) => value), start, end };
  }
};

function internalCall(name: string, args: readonly Argument[], { start, end }: SyntaxNode): Expression {
  return { kind: 'call', callee: { kind: 'name', name, start, end: start }, args, start, end };
}

/** The names that stand in the braces of a template: `{port}`. */
function captured(template: Expression | undefined, given: readonly Argument[]): Argument[] {
  const text =
    template?.kind === 'text' ? template.parts.filter((part) => typeof part === 'string').join('') : '';
  const { start, end } = template ?? { start: 0, end: 0 };
  const names = [...text.replaceAll('{{', '').matchAll(/\{([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const missing = names.filter((name) => !given.some((argument) => argument.name === name));
  return [...new Set(missing)].map((name) => ({ name, value: { kind: 'name', name, start, end } }));
}

/**
 * A macro's arguments have no syntax but tokens, so they are read once more: what stands between commas as far as it
 * is names, fields, calls, literals and `&`.
 */
export function readTokens(tree: SyntaxNode, reader: Reader): Argument[] {
  const runs: SyntaxNode[][] = [[]];
  let at = tree.start + 1;
  for (const node of tree.children) {
    if (/[,;]|=>/.test(reader.source.slice(at, node.start))) runs.push([]);
    runs.at(-1)?.push(node);
    at = node.end;
  }
  return runs
    .filter((run) => run.length > 0)
    .flatMap((run): Argument[] => {
      const [first, second] = run;
      if (!first) return [];
      const isNamed =
        second &&
        first.type === 'identifier' &&
        /^\s*=\s*&?$/.test(reader.source.slice(first.end, second.start));
      return isNamed
        ? [{ name: reader.text(first), value: readRun(run.slice(1), reader) }]
        : [{ value: readRun(run, reader) }];
    });
}

function readRun(run: readonly SyntaxNode[], reader: Reader): Expression {
  const [first, ...rest] = run;
  if (!first) return { kind: 'other', parts: [], start: 0, end: 0 };
  const last = run.at(-1) ?? first;
  const opaque = (): Expression => ({
    kind: 'other',
    parts: run.map((node) =>
      node.type === 'token_tree' ? readGroup(node, reader) : reader.expression(node),
    ),
    start: first.start,
    end: last.end,
  });
  let value = first.type === 'token_tree' ? readGroup(first, reader) : reader.expression(first);
  let before = first;
  const start = startOf(first, reader);
  if (start < first.start) value = { ...value, start };
  for (const node of rest) {
    const between = reader.source.slice(before.end, node.start).trim();
    const { end } = node;
    if (node.type === 'token_tree') {
      const bracket = reader.source.charAt(node.start);
      if (between === '!' || between !== '' || bracket === '{') return opaque();
      const args = readTokens(node, reader);
      const [index] = args;
      if (bracket === '(') value = { kind: 'call', callee: value, args, start, end };
      else if (index) value = { kind: 'index', object: value, index: index.value, start, end };
    } else if (/^\??\.$|^::$/.test(between) && /identifier|integer_literal|^self$/.test(node.type)) {
      const name = reader.text(node);
      value =
        name === 'await'
          ? { kind: 'await', value, start, end }
          : { kind: 'member', object: value, name, start, end };
    } else if (/^(?:[-+*]|[=!]=)$/.test(between)) {
      const right = readRun(run.slice(run.indexOf(node)), reader);
      return { kind: 'binary', operator: between, left: value, right, start, end: last.end };
    } else {
      return opaque();
    }
    before = node;
  }
  return value;
}

/** Where `&` or `*` stands in front. */
function startOf({ start }: SyntaxNode, { source }: Reader): number {
  const sign = /(?:&\s*(?:mut\s+)?|\*)+$/.exec(source.slice(Math.max(0, start - 12), start));
  return sign ? start - sign[0].length : start;
}

/** `(a, b)` and `[a, b]` */
function readGroup(tree: SyntaxNode, reader: Reader): Expression {
  const { start, end } = tree;
  const items = readTokens(tree, reader).map(({ value }) => value);
  const [only, second] = items;
  if (only && !second && reader.source.charAt(start) === '(') return only;
  return { kind: 'list', items, start, end };
}
