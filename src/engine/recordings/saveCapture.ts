import { rm } from 'node:fs/promises';
import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import { recordEnd } from '../../recording/messageRecord';
import type { Compression, Selection } from '../../protocol/recording';
import type { CaptureSource } from '../capture/captureSource';
import { RecordingFile } from './recordingFile';
import { filterOf, visitSelected } from './selectedRows';

/**
 * Writes the rows of a selection into a new file, byte for byte, with the socket events between them.
 * A file that did not become complete is removed.
 *
 * @param onProgress 0 to 1, and the messages so far.
 * @throws recording/…, recording/foreign, capture/badFilter, task/cancelled
 */
export async function saveCapture(
  capture: CaptureSource,
  path: string,
  compression: Compression,
  selection: Selection,
  onProgress: (done: number, messages: number) => void,
  token: Cancellation,
): Promise<void> {
  filterOf(selection);
  if (capture.channels) throw notOurs();
  const file = await RecordingFile.create(path, capture.recorded ?? capture.definition, compression);
  let messages = 0;
  try {
    await visitSelected(
      capture,
      selection,
      {
        event({ bytes, view }, record) {
          file.append(bytes.subarray(record, recordEnd(view, record)));
        },
        row(cursor) {
          file.append(cursor.bytes.subarray(cursor.recordStart, cursor.recordEnd));
          messages++;
        },
        async pause(done) {
          onProgress(done, messages);
          await file.room();
        },
      },
      token,
    );
    await file.finish();
  } catch (error) {
    await file.abandon();
    await rm(path, { force: true });
    throw error;
  }
}

function notOurs(): WorkbenchError {
  return new WorkbenchError({
    code: 'recording/foreign',
    message:
      'These are messages of another tool, without the frames and directions that a recording of a socket has. Export them instead, or copy the file.',
  });
}
