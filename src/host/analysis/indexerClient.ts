import { Worker } from 'node:worker_threads';
import {
  createMessageConnection,
  type MessageConnection,
  PortMessageReader,
  PortMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { WorkbenchError } from '../../base/workbenchError';
import type { NotificationType, RequestType } from '../../protocol/requestType';

/** The indexer's thread and the connection to it. Every request settles, at the latest with the thread's end. */
export class IndexerClient implements Disposable {
  private readonly didEnd = new Emitter<string>();
  /** Fires once, with the reason, when the thread ends without being told to. */
  readonly onDidEnd = this.didEnd.event;
  private readonly worker: Worker;
  private readonly connection: MessageConnection;
  private readonly pending = new Set<(error: Error) => void>();
  private ended: string | undefined;

  /** @param modulePath absolute path of dist/indexer.js. */
  constructor(modulePath: string) {
    // A file that exhausts its memory must not take the extension host's.
    this.worker = new Worker(modulePath, { resourceLimits: { maxOldGenerationSizeMb: 1024 }, stderr: true });
    this.worker.on('error', (error) => this.end(error.message));
    this.worker.on('exit', (code) => this.end(`exit code ${code}`));
    this.connection = createMessageConnection(
      new PortMessageReader(this.worker),
      new PortMessageWriter(this.worker),
    );
    this.connection.onError(() => undefined);
    this.connection.listen();
  }

  async request<P, R>({ method }: RequestType<P, R>, params: P): Promise<R> {
    if (this.ended !== undefined) throw indexerEnded(this.ended);
    let giveUp: ((error: Error) => void) | undefined;
    try {
      return await new Promise<R>((resolve, reject) => {
        giveUp = reject;
        this.pending.add(reject);
        this.connection.sendRequest<R>(method, params).then(resolve, reject);
      });
    } finally {
      if (giveUp) this.pending.delete(giveUp);
    }
  }

  notify<P>({ method }: NotificationType<P>, params: P): void {
    if (this.ended === undefined) this.connection.sendNotification(method, params).catch(() => undefined);
  }

  on<P>({ method }: NotificationType<P>, listener: (params: P) => void): Disposable {
    return this.connection.onNotification(method, listener);
  }

  dispose(): void {
    this.didEnd.dispose();
    this.end('disposed');
    void this.worker.terminate();
  }

  private end(reason: string): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    this.connection.dispose();
    for (const reject of [...this.pending]) reject(indexerEnded(reason));
    this.didEnd.fire(reason);
  }
}

function indexerEnded(reason: string): WorkbenchError {
  return new WorkbenchError({
    code: 'indexer/ended',
    message: 'The thread that reads the source files has ended. Reload the window to start it again.',
    detail: reason,
  });
}
