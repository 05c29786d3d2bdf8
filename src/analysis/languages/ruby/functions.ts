import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { assignedNames, parameterNames } from './assignedNames';
import { readBody, type Tail } from './bodies';
import { fileOf } from './rubyFile';

/** What `(...)` takes and passes on: arguments by position and by name. */
export const forwardedNames = { list: '*...', keywords: '**...' };

/** The parameter that takes the block of a call. */
export const blockParameter = '&';

const returns: Tail = (value) => ({ kind: 'return', value });

export function readMethod(node: SyntaxNode, reader: Reader, isStatic: boolean): FunctionDeclaration {
  const file = fileOf(reader);
  const list = childOf(node, 'parameters');
  const body = childOf(node, 'body');
  const nameNode = childOf(node, 'name');
  const name = nameNode && reader.text(nameNode);
  const assigned = assignedNames({ ...node, children: body ? [body] : [] }, reader.source);
  const block = childOfType(list ?? node, 'block_parameter');
  const blockName = block && parameterNames({ ...block, children: [block] }, reader.source)[0];
  const inClass = file.selfName() !== undefined;
  const names = new Set([...assigned.locals, ...parameterNames(list, reader.source)]);
  return file.inMethod({ name, names, blockName }, () => {
    const parameters = readParameters(list, reader);
    file.parameters = parameters;
    const outer = [...assigned.signed].filter((one) => !inClass || one.startsWith('$'));
    return {
      name,
      parameters: [
        ...parameters,
        { name: blockParameter, isKeyword: true, start: node.start, end: node.start },
      ],
      body: [...outerNames(outer), ...readBody(body, reader, name === 'initialize' ? undefined : returns)],
      self: inClass ? 'self' : undefined,
      isStatic,
      start: node.start,
      end: node.end,
    };
  });
}

/** A block, `lambda` or `->` as a function that is called later. */
export function readClosure(node: SyntaxNode, reader: Reader): Expression {
  const file = fileOf(reader);
  const { start, end } = node;
  const inner = node.type === 'lambda' ? childOf(node, 'body') : node;
  const list = childOf(node, 'parameters');
  const body = inner && (childOf(inner, 'body') ?? (inner === node ? undefined : inner));
  const assigned = assignedNames({ ...node, children: body ? [body] : [] }, reader.source);
  const parameters = new Set(parameterNames(list, reader.source));
  const outer = [
    ...[...assigned.locals].filter((name) => !parameters.has(name) && file.isLocal(name)),
    ...[...assigned.signed].filter((name) => file.selfName() === undefined || name.startsWith('$')),
  ];
  const declaration = file.inBlock(new Set([...assigned.locals, ...parameters]), (): FunctionDeclaration => ({
    parameters: readParameters(list, reader),
    body: [...outerNames(outer), ...readBody(body, reader, returns)],
    start,
    end,
  }));
  return { kind: 'function', declaration, start, end };
}

function outerNames(names: readonly string[]): Statement[] {
  return names.length > 0 ? [{ kind: 'outerNames', names }] : [];
}

function readParameters(list: SyntaxNode | undefined, reader: Reader): Parameter[] {
  const children = (list?.children ?? []).filter(({ field }) => field !== 'locals');
  const hasKeywords = children.some(({ type }) => /keyword_parameter|hash_splat/.test(type));
  const places = children.filter(({ type }) => /^(identifier|optional_parameter)$/.test(type));
  return children.flatMap((child): Parameter[] => {
    const { start, end } = child;
    if (child.type === 'forward_parameter') {
      const forwarded = { isRest: true, start, end };
      return [
        { ...forwarded, name: forwardedNames.list },
        {
          ...forwarded,
          name: forwardedNames.keywords,
          isRest: undefined,
          isNamedRest: true,
          isKeyword: true,
        },
      ];
    }
    const [name] = parameterNames({ ...child, children: [child] }, reader.source);
    if (name === undefined || child.type === 'block_parameter' || child.type === 'destructured_parameter')
      return child.type === 'destructured_parameter' ? [{ name: `(${start}`, start, end }] : [];
    return [
      {
        name,
        default: reader.optional(childOf(child, 'value')),
        isKeyword: /keyword_parameter|hash_splat/.test(child.type) || undefined,
        isRest: child.type === 'splat_parameter' || undefined,
        // the last one takes keywords as a hash where there are no parameters for them
        isNamedRest:
          child.type === 'hash_splat_parameter' || (!hasKeywords && child === places.at(-1)) || undefined,
        start,
        end,
      },
    ];
  });
}
