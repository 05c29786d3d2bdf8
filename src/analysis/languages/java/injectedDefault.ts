import type { Expression } from '../../program/expression';
import { childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** `@Value("${events.url:tcp://localhost:4001}")` and `@ConfigProperty(defaultValue = "…")`: what a container puts in. */
export function injectedDefault(node: SyntaxNode, reader: Reader): Expression | undefined {
  const annotation = childOfType(node, 'modifiers')?.children.find(({ type }) => type === 'annotation');
  const text =
    annotation && /\$\{[^:}]*:([^}"]*)\}|defaultValue\s*=\s*"([^"]*)"/.exec(reader.text(annotation));
  const value = text?.[1] ?? text?.[2];
  if (!annotation || value === undefined) return undefined;
  return { kind: 'text', parts: [value], start: annotation.start, end: annotation.end };
}
