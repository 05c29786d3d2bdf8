import * as vscode from 'vscode';
import type { FrameArgument } from '../config/commandArguments';
import type { GivenFrame } from '../sending/outgoingFrames';
import type { ArgumentReader } from './argumentReader';

const kinds = ['text', 'json', 'hex', 'base64', 'file'] as const;

/** @throws command/badArgument */
export function readFrames(reader: ArgumentReader): readonly FrameArgument[] {
  const frames = reader.list('frames');
  if (frames.length === 0) throw reader.bad('frames', vscode.l10n.t('must hold at least one frame'));
  return frames.map((frame, index) => {
    if (isFrame(frame)) return frame;
    const problem = vscode.l10n.t(
      'holds as frame {0} neither a string, a Uint8Array nor one of {text}, {json}, {hex}, {base64}, {file}',
      index + 1,
    );
    throw reader.bad('frames', problem);
  });
}

function isFrame(value: unknown): value is FrameArgument {
  if (typeof value === 'string' || value instanceof Uint8Array) return true;
  if (typeof value !== 'object' || value === null) return false;
  const named = kinds.filter((kind) => kind in value);
  const [kind] = named;
  if (named.length !== 1 || !kind) return false;
  return kind === 'json' || typeof (value as Record<string, unknown>)[kind] === 'string';
}

/** A JSON value given as a string is JSON text; any other value is written as JSON. */
export function givenFrame(frame: FrameArgument): GivenFrame {
  if (typeof frame === 'string') return { kind: 'text', value: frame };
  if (frame instanceof Uint8Array) return frame;
  if ('text' in frame) return { kind: 'text', value: frame.text };
  if ('hex' in frame) return { kind: 'hex', value: frame.hex };
  if ('base64' in frame) return { kind: 'base64', value: frame.base64 };
  if ('file' in frame) return { kind: 'file', value: frame.file };
  const { json } = frame;
  return { kind: 'json', value: typeof json === 'string' ? json : JSON.stringify(json) };
}
