import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { errorInfoOf, WorkbenchError, type ErrorInfo } from '../base/workbenchError';
import type { NotificationType, RequestType } from '../protocol/requestType';

export type RequestHandler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

/** JSON-RPC wants a number; ours says only that `data` is an ErrorInfo with the code that counts. */
const workbenchErrorCode = 1;

/** The connection to the process that forked this one, with `serialization: 'advanced'`: bytes pass as they are. */
export function parentConnection(): MessageConnection {
  return createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
}

/**
 * Answers typed requests. Every request settles: with the handler's value, or with a ResponseError whose `data` is
 * the ErrorInfo of what the handler threw.
 */
export class RpcServer {
  /** @param onUnexpected receives what handlers throw besides WorkbenchErrors, for the log. */
  constructor(
    private readonly connection: MessageConnection,
    private readonly onUnexpected: (method: string, info: ErrorInfo) => void,
  ) {
    // A channel that broke ends the process by its 'disconnect' event; there is nothing to do here.
    connection.onError(() => undefined);
  }

  handle<P, R>(type: RequestType<P, R>, handler: RequestHandler<P, R>): void {
    this.connection.onRequest(type.method, async (...args: unknown[]) => {
      // Without params the token comes first.
      const token = args.at(-1) as CancellationToken;
      const params = (args.length > 1 ? args[0] : undefined) as P;
      try {
        return await handler(params, token);
      } catch (error) {
        throw this.responseErrorOf(type.method, error);
      }
    });
  }

  notify<P>(type: NotificationType<P>, params: P): void {
    this.connection.sendNotification(type.method, params).catch(() => undefined);
  }

  listen(): void {
    this.connection.listen();
  }

  private responseErrorOf(method: string, error: unknown): ResponseError<ErrorInfo> {
    const info = errorInfoOf(error);
    if (!(error instanceof WorkbenchError)) this.onUnexpected(method, info);
    return new ResponseError(workbenchErrorCode, info.message, info);
  }
}
