import { Buffer } from 'node:buffer';
import type { OptionValue, OptionValues } from '../../model/sessionDefinition';
import { socketOption } from '../../model/socketOption';
import type { SocketType } from '../../model/socketType';
import { type SocketOption, socketOptions } from '../../model/socketOptionCatalogue';
import { parseSubscription } from '../../model/subscription';
import type { EngineLimits } from '../../protocol/engine';
import type { NativeSocket } from '../native';
import { socketError } from './errors';

/** Kept from libzmq: the receive loop waits for ever, and reports a REQ's missing reply by itself. */
const notForLibzmq = 'receiveTimeout';

/** Sets the options that are given or differ from libzmq's defaults. Throws a WorkbenchError naming the option. */
export function applyOptions(
  socket: NativeSocket,
  type: SocketType,
  options: OptionValues,
  limits: EngineLimits,
): void {
  for (const option of socketOptions) {
    if (!option.types.includes(type)) continue;
    const given = options[option.name] ?? null;
    const isOurs = option.fromSettings === true || option.name === 'mandatory';
    if (given !== null || isOurs) setOption(socket, option, given, limits);
  }
}

export interface OptionChange {
  readonly options: OptionValues;
  /** What the socket has. */
  readonly former: OptionValues;
  readonly limits: EngineLimits;
}

/** Sets options on an open socket. Where one is refused those before it are set back, and the refusal is thrown. */
export function changeOptions(
  socket: NativeSocket,
  names: readonly string[],
  { options, former, limits }: OptionChange,
): void {
  const changed: SocketOption[] = [];
  try {
    for (const name of names) {
      const option = socketOption(name);
      if (!option) continue;
      setOption(socket, option, options[name] ?? null, limits);
      changed.push(option);
    }
  } catch (error) {
    for (const option of changed.reverse()) setOption(socket, option, former[option.name] ?? null, limits);
    throw error;
  }
}

/** @param value null for the default */
export function setOption(
  socket: NativeSocket,
  option: SocketOption,
  value: OptionValue,
  limits: EngineLimits,
): void {
  const { name } = option;
  if (name === notForLibzmq) return;
  try {
    (socket as unknown as Record<string, unknown>)[name] = nativeValue(
      option,
      effectiveValue(option, value, limits),
    );
  } catch (error) {
    throw socketError(error, { to: 'setOption', option: name });
  }
}

/** The value that holds: the given one, the settings' or libzmq's default. */
export function effectiveValue(option: SocketOption, value: OptionValue, limits: EngineLimits): OptionValue {
  if (value !== null) return value;
  switch (option.name) {
    case 'sendTimeout':
      return limits.sendTimeout;
    case 'receiveTimeout':
      return limits.receiveTimeout;
    case 'linger':
      return limits.linger;
    default:
      return option.defaultValue;
  }
}

function nativeValue(option: SocketOption, value: OptionValue): OptionValue | Buffer {
  if (option.kind !== 'bytes' || typeof value !== 'string') return value;
  const parsed = parseSubscription(value);
  return 'bytes' in parsed ? Buffer.from(parsed.bytes) : value;
}
