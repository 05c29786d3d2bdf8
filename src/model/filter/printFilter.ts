import type { FilterNode, FilterTerm, JsonStep, JsonTest, TextPattern } from './filterNode';

/** @returns a filter's text that reads back as the same tree. */
export function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case 'all':
      return '';
    case 'not':
      return `not ${printOperand(node.child, ['and', 'or'])}`;
    case 'and':
      return node.children.map((child) => printOperand(child, ['and', 'or'])).join(' ');
    case 'or':
      return node.children.map((child) => printOperand(child, ['or'])).join(' or ');
    default:
      return printTerm(node);
  }
}

/** Text as a term or value: as it is where that is read as plain text, quoted otherwise. */
export function printText(text: string): string {
  const plain =
    /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(text) && !/^(?:and|or|not|0x.*|json\..*)$/i.test(text);
  return plain ? text : quote(text);
}

export function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

function printOperand(node: FilterNode, bracketed: readonly FilterNode['kind'][]): string {
  const text = printFilter(node);
  return bracketed.includes(node.kind) ? `(${text})` : text;
}

function printTerm(term: FilterTerm): string {
  switch (term.kind) {
    case 'content': {
      const { frame, pattern } = term;
      if (frame === undefined)
        return pattern.kind === 'bytes' ? `frame:0x${pattern.hex}` : printPattern(pattern);
      return `frame[${frame}]:${printCompared(pattern)}`;
    }
    case 'pattern':
      return `${term.field}${term.op}${printCompared(term.pattern)}`;
    case 'direction':
      return `dir${term.negated ? '!=' : ':'}${term.direction}`;
    case 'number':
      return `${term.field}${term.op}${term.value.text}`;
    case 'numberRange':
      return `${term.field}:${term.low?.text ?? ''}..${term.high?.text ?? ''}`;
    case 'time':
      return `time${term.op}${quoteSpaced(term.value.text)}`;
    case 'timeRange':
      return `time:${quoteSpaced(`${term.low?.text ?? ''}..${term.high?.text ?? ''}`)}`;
    case 'json': {
      const frame = term.frame === undefined ? '' : `frame[${term.frame}].`;
      return `${frame}json${term.path.map(printStep).join('')}${printTest(term.test)}`;
    }
  }
}

function printPattern(pattern: TextPattern): string {
  switch (pattern.kind) {
    case 'text':
      return printText(pattern.text);
    case 'glob':
      return pattern.glob;
    case 'bytes':
      return `0x${pattern.hex}`;
    case 'regex':
      return `/${pattern.source}/${pattern.ignoreCase ? 'i' : ''}`;
  }
}

/** Behind an operator, of which a glob may look like a part: `peer= <?`. */
function printCompared(pattern: TextPattern): string {
  const text = printPattern(pattern);
  return /^[=<>~]/.test(text) ? ` ${text}` : text;
}

function quoteSpaced(text: string): string {
  return text.includes(' ') ? quote(text) : text;
}

function printStep(step: JsonStep): string {
  switch (step.kind) {
    case 'key':
      return `.${/^[\p{L}\p{N}_$@-]+$/u.test(step.key) ? step.key : quote(step.key)}`;
    case 'index':
      return `[${step.index}]`;
    case 'any':
      return '[*]';
  }
}

function printTest(test: JsonTest): string {
  switch (test.kind) {
    case 'exists':
      return '';
    case 'number':
    case 'constant':
      return ` ${test.op} ${test.value}`;
    case 'string':
      return ` ${test.op} ${quote(test.value)}`;
    case 'text':
      return ` ~ ${quote(test.text)}`;
    case 'regex':
      return ` ~ ${printPattern(test)}`;
  }
}
