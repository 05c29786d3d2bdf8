import type { OperationKind, SocketOperation } from '../facts';
import type { ArgumentRef, Operation } from '../library/library';
import type { CallSite } from '../program/program';
import { knownText, nameOf } from '../resolve/combineText';
import type { Frame } from '../resolve/frame';
import { argumentAt } from '../resolve/makers';
import type { Resolver } from '../resolve/resolver';
import { textValue, type Value } from '../resolve/value';
import { factValue, readableText } from './factValue';
import { placeOf } from './placeOf';

/** What a call does to its socket, apart from endpoints. */
export function describeOperation(
  site: CallSite,
  meaning: Operation,
  frame: Frame,
  resolver: Resolver,
): SocketOperation {
  const { call } = site;
  const valueAt = (ref: ArgumentRef | undefined) => {
    const expression = ref && argumentAt(call, ref);
    return expression && resolver.evaluate(expression, frame);
  };
  const operation = operationAt(site, meaning.does);
  const value: Value | undefined =
    meaning.setTo === undefined ? valueAt(meaning.value) : { kind: 'constant', value: meaning.setTo };
  switch (meaning.does) {
    case 'setOption': {
      const option =
        typeof meaning.option === 'string' ? meaning.option : optionName(valueAt(meaning.option), resolver);
      return option === undefined
        ? operation
        : optionOperation(operation, option, cutText(value, valueAt(meaning.length)));
    }
    case 'subscribe':
    case 'unsubscribe':
      return { ...operation, value: readableText(value) };
    case 'send': {
      const more = valueAt(meaning.more);
      const parts = valueAt(meaning.parts);
      const isMultipart =
        meaning.isMultipart ||
        (parts?.kind === 'list' && (parts.isOpen || parts.items.length > 1)) ||
        (more !== undefined && /SNDMORE|MORE$/i.test(nameOf(more)));
      return { ...operation, isMultipart };
    }
    default:
      return operation;
  }
}

/** `zmq_setsockopt (s, ZMQ_SUBSCRIBE, text, 3)` takes three characters, of `NULL, 0` none. */
function cutText(value: Value | undefined, length: Value | undefined): Value | undefined {
  if (length?.kind !== 'constant' || typeof length.value !== 'number') return value;
  const text = length.value === 0 ? '' : knownText(value);
  return text === undefined ? value : textValue([text.slice(0, length.value)]);
}

function optionName(value: Value | undefined, resolver: Resolver): string | undefined {
  if (!value) return undefined;
  if (value.kind === 'symbol') return resolver.libraries.option(value.path);
  const text = knownText(value);
  return text === undefined ? undefined : resolver.libraries.option(text);
}

export function operationAt({ call, block, result }: CallSite, kind: OperationKind): SocketOperation {
  const range = { start: call.start, end: call.end };
  return { kind, range, place: placeOf(block), isAwaited: result === 'awaited', result };
}

/** Subscriptions and identities are options in libzmq, and more than that to people. */
export function optionOperation(
  operation: SocketOperation,
  option: string,
  value: Value | undefined,
): SocketOperation {
  if (option === 'SUBSCRIBE' || option === 'UNSUBSCRIBE') {
    return {
      ...operation,
      kind: option === 'SUBSCRIBE' ? 'subscribe' : 'unsubscribe',
      value: readableText(value),
    };
  }
  const name = option === 'IDENTITY' ? 'ROUTING_ID' : option;
  const known = name === 'ROUTING_ID' ? readableText(value) : factValue(value);
  return { ...operation, kind: 'setOption', option: name, value: known };
}
