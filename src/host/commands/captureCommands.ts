import { toBase64 } from '../../model/base64';
import { toHex, utf8Decode } from '../../base/bytes';
import { captureCloseView, captureOpenView, captureRows, type Ledger } from '../../protocol/capture';
import { type PackedRow, unpackFrames, unpackRows } from '../../protocol/rows';
import type { FrameJson, RowJson } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import type { CommandTable } from './command';
import { resolveSession } from './sessionTarget';

const rowLimit = 10_000;
const rowsTimeout = 120_000;

export function captureCommands({
  registry,
  supervisor,
}: Workbench): Pick<CommandTable, 'zeromq.capture.rows'> {
  return {
    'zeromq.capture.rows': {
      read: (reader) => ({
        session: reader.string('session'),
        from: reader.optionalInteger('from', 0),
        to: reader.optionalInteger('to', 0),
        filter: reader.optionalString('filter'),
      }),
      async run({ session, from, to, filter }) {
        const { id } = resolveSession(registry, session);
        const kept = await keptRows(id);
        const first = Math.max(from ?? kept.firstRow, kept.firstRow);
        const range = { capture: id, from: first, to: Math.min(to ?? kept.endRow, kept.endRow), filter };
        if (range.from >= range.to) return { rows: [], matched: 0 };
        const { rows, matched } = await supervisor.request(captureRows, range, { timeout: rowsTimeout });
        return { rows: unpackRows(rows).slice(0, rowLimit).map(rowJson), matched };
      },
    },
  };

  async function keptRows(capture: string): Promise<{ firstRow: number; endRow: number; ledger: Ledger }> {
    const status = await supervisor.request(captureOpenView, { capture });
    await supervisor.request(captureCloseView, { capture, view: status.view });
    return status;
  }
}

function rowJson({ row, timeNs, direction, topic, size, payload }: PackedRow): RowJson {
  const frames = unpackFrames(payload).map(frameJson);
  return { row, time: isoNanoseconds(timeNs), direction, topic: nameOf(topic), size, frames };
}

function frameJson(bytes: Uint8Array): FrameJson {
  const text = utf8Decode(bytes);
  return { size: bytes.length, base64: toBase64(bytes), ...(text !== undefined && { text }) };
}

function nameOf(bytes: Uint8Array): string {
  return utf8Decode(bytes) ?? `hex:${toHex(bytes)}`;
}

function isoNanoseconds(timeNs: bigint): string {
  const seconds = new Date(Number(timeNs / 1_000_000n)).toISOString().slice(0, 19);
  const fraction = (timeNs % 1_000_000_000n).toString().padStart(9, '0');
  return `${seconds}.${fraction}Z`;
}
