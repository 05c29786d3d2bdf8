import { Capture } from '../../../src/engine/capture/capture';

/** Appends to a capture until it is killed, and tells its parent how far it has come. */
async function flood(folder: string): Promise<void> {
  const definition = { id: 's', type: 'SUB', endpoints: [], subscriptions: [], options: {} } as const;
  const capture = new Capture({ id: 's', definition, folder, limitBytes: 1e9, log: console });
  const body = Buffer.alloc(200);
  for (;;) {
    for (let i = 0; i < 500; i++) {
      body.writeUInt32LE(capture.endRow);
      capture.append(false, [Buffer.from('topic'), body]);
    }
    process.send?.(capture.endRow);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

void flood(process.argv[2]!);
