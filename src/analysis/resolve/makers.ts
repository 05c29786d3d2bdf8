import type { SocketType } from '../../model/socketType';
import type { ArgumentRef, Meaning, SocketRef, SocketTypeSource } from '../library/library';
import type { CallExpression } from '../program/expression';
import { knownText } from './combineText';
import type { Frame } from './frame';
import type { CallMeaning } from './calls';
import type { Resolver } from './resolver';
import { alternativesOf, type SocketValue, type Value } from './value';

/** Gives the values of calls that libraries know: contexts, sockets, wrappers. */
export class Makers {
  constructor(private readonly resolver: Resolver) {}

  /** Undefined for calls whose value does not matter. */
  valueOf(
    call: CallExpression,
    { meaning, library, receiver }: CallMeaning,
    frame: Frame,
  ): Value | undefined {
    switch (meaning.does) {
      case 'make': {
        const parts = new Map<string, SocketValue>();
        for (const [name, type] of Object.entries(meaning.parts ?? {})) {
          parts.set(name, this.socket(call, library.name, type, frame, name));
        }
        return { kind: 'object', type: meaning.type, library: library.name, parts };
      }
      case 'makeSocket':
        return this.moved(call, meaning.type, frame) ?? this.socket(call, library.name, meaning.type, frame);
      case 'give':
        return this.refer(meaning.what, call, receiver, frame);
      default:
        return meaning.chains ? receiver : undefined;
    }
  }

  /** `socket_t(std::move(other))`: the other socket, in a new place. */
  private moved(
    call: CallExpression,
    type: SocketTypeSource | undefined,
    frame: Frame,
  ): SocketValue | undefined {
    const [first, ...others] = call.args;
    if (!first || others.length > 0 || typeof type !== 'object') return undefined;
    if ((isList(type) ? type : [type]).some((one) => argumentAt(call, one))) return undefined;
    const [socket] = alternativesOf(this.resolver.evaluate(first.value, frame));
    return socket?.kind === 'socket' ? socket : undefined;
  }

  /** The value of a `SocketRef`. */
  refer(ref: SocketRef, call: CallExpression, receiver: Value | undefined, frame: Frame): Value | undefined {
    if (ref === 'receiver') return receiver;
    if ('part' in ref) return receiver?.kind === 'object' ? receiver.parts?.get(ref.part) : undefined;
    const expression = argumentAt(call, ref);
    return expression && this.resolver.evaluate(expression, frame);
  }

  private socket(
    call: CallExpression,
    library: string,
    type: SocketTypeSource | undefined,
    frame: Frame,
    part = '',
  ): SocketValue {
    const id = `${call.start}${part}@${frame.key}`;
    return { kind: 'socket', id, call, library, type: this.typeFrom(type, call, frame) };
  }

  /** The socket type that the call's argument tells, where the table says that an argument does. */
  typeOf(meaning: Meaning, call: CallExpression, frame: Frame): SocketType | undefined {
    if (meaning.does !== 'makeSocket' || typeof meaning.type !== 'object') return undefined;
    return this.typeFrom(meaning.type, call, frame);
  }

  private typeFrom(
    source: SocketTypeSource | undefined,
    call: CallExpression,
    frame: Frame,
  ): SocketType | undefined {
    if (source === undefined || typeof source === 'string') return source;
    if (isList(source)) {
      for (const one of source) {
        const type = this.typeFrom(one, call, frame);
        if (type) return type;
      }
      return undefined;
    }
    const expression = argumentAt(call, source);
    if (!expression) return undefined;
    const values = alternativesOf(this.resolver.evaluate(expression, frame));
    const types = new Set(values.map((value) => this.socketType(value)));
    const [only] = types;
    return types.size === 1 ? only : undefined;
  }

  private socketType(value: Value): SocketType | undefined {
    const { libraries } = this.resolver;
    if (value.kind === 'symbol') return libraries.socketType(value.path);
    if (value.kind === 'constant') return libraries.socketType(String(value.value));
    const text = knownText(value);
    return text === undefined ? undefined : libraries.socketType(text);
  }
}

function isList(source: ArgumentRef | readonly ArgumentRef[]): source is readonly ArgumentRef[] {
  return Array.isArray(source);
}

export function argumentAt(call: CallExpression, { at, name }: ArgumentRef) {
  const byName = name === undefined ? undefined : call.args.find((argument) => argument.name === name);
  if (byName) return byName.value;
  if (at === undefined) return undefined;
  return call.args.filter((argument) => argument.name === undefined)[at]?.value;
}
