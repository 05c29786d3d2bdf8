import type { OptionValue } from '../../model/sessionDefinition';

/** For messages that wait in front of it, and files of 64 MiB on their way to the engine. */
const marginMs = 60_000;

/**
 * @param option the session's sendTimeout in ms, where it has one of its own
 * @param setting what holds otherwise
 * @returns ms until the engine must have answered a send; Infinity where the send may wait for ever
 */
export function sendDeadline(option: OptionValue | undefined, setting: number): number {
  const timeout = typeof option === 'number' ? option : setting;
  // What is refused in the first half of its time is handed over once more, with the whole of it (engine, SendQueue).
  return timeout < 0 ? Infinity : 1.5 * timeout + marginMs;
}
