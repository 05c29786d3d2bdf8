import type { BranchStatement, Parameter, Statement, StatementBlock } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { StatementReader } from '../reader';
import { stringContent } from './literals';
import { readMacroText } from './macroText';

/** `#define PORT 5555` */
export const readDefine: StatementReader = (node, reader) => {
  const [name, text] = [childOf(node, 'name'), childOf(node, 'value')];
  const value = text && readMacroText(reader.text(text), text.start);
  if (!name || !value) return [];
  const target = reader.expression(name);
  return [
    {
      kind: 'expression',
      value: { kind: 'assign', target, value, declares: true, start: node.start, end: node.end },
    },
  ];
};

/** `#define ENDPOINT(port) "tcp://*:" #port` is a function. */
export const readFunctionMacro: StatementReader = (node, reader) => {
  const [name, list, text] = ['name', 'parameters', 'value'].map((field) => childOf(node, field));
  const value = text && readMacroText(reader.text(text), text.start);
  if (!name || !value) return [];
  const { start, end } = node;
  const parameters = (list?.children ?? []).map((child): Parameter => ({
    name: reader.text(child),
    start: child.start,
    end: child.end,
  }));
  const declaration = {
    name: reader.text(name),
    parameters,
    body: [{ kind: 'return', value }] as const,
    start,
    end,
  };
  return [{ kind: 'function', declaration }];
};

/** `#include "config.h"`, `#include <zmq.h>`: all names of the file. */
export const readInclude: StatementReader = (node, reader) => {
  const path = childOf(node, 'path');
  if (!path) return [];
  const written = reader.text(path);
  const module = path.type === 'string_literal' ? stringContent(written) : written.replace(/^<|>$/g, '');
  return [{ kind: 'import', module, names: [], isWildcard: true }];
};

/** `#if … #elif … #else … #endif` is a branch, as if the condition were one of the program. */
export const readConditional: StatementReader = (node, reader) => {
  const blocks: StatementBlock[] = [];
  let isExhaustive = false;
  for (let at: SyntaxNode | undefined = node; at; at = childOf(at, 'alternative')) {
    const condition = childOf(at, 'condition');
    // commented out
    if (at.type !== 'preproc_else' && condition && /^0+$/.test(reader.text(condition))) continue;
    const body: Statement[] = at.children
      .filter(({ field }) => field !== 'alternative' && field !== 'condition' && field !== 'name')
      .flatMap((child) => reader.statements(child));
    const ends = childOf(at, 'alternative')?.start ?? at.end;
    blocks.push({ start: at.start, end: ends, body });
    if (at.type === 'preproc_else') isExhaustive = true;
  }
  const branch: BranchStatement = { kind: 'branch', blocks, isExhaustive };
  return [branch];
};
