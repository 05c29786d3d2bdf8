import { type Message, HOST_EXTENSION } from 'vscode-messenger-common';
import { Messenger } from 'vscode-messenger-webview';
import type { Reply } from '../../protocol/inspector';
import type { NotificationType, RequestType } from '../../protocol/requestType';
import { WorkbenchError } from '../../base/workbenchError';

/** What the page uses of the object that VS Code hands a webview once. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The inspector's line to its host: typed requests whose errors are WorkbenchErrors. */
export class HostLink {
  private readonly messenger: Messenger;

  constructor(api: WebviewApi) {
    this.messenger = new Messenger({
      postMessage: (message: Message) => api.postMessage(message),
      getState: () => api.getState(),
      setState: (state: unknown) => api.setState(state),
    });
  }

  /** Starts to take messages; register every handler before. */
  start(): void {
    this.messenger.start();
  }

  async request<P, R>(type: RequestType<P, Reply<R>>, params: P): Promise<R> {
    const reply = await this.send(type, params);
    if ('error' in reply) throw new WorkbenchError(reply.error);
    return reply.value;
  }

  notify<P>(type: NotificationType<P>, params: P): void {
    this.messenger.sendNotification(type, HOST_EXTENSION, params);
  }

  on<P>(type: NotificationType<P>, handler: (params: P) => void): void {
    this.messenger.onNotification(type, handler);
  }

  private async send<P, R>(type: RequestType<P, R>, params: P): Promise<R> {
    try {
      return await this.messenger.sendRequest(type, HOST_EXTENSION, params);
    } catch (error) {
      throw new WorkbenchError({
        code: 'inspector/hostFailed',
        message: 'The extension could not answer. See the log for the reason.',
        action: 'showLog',
        detail: `${type.method}: ${messageOf(error)}`,
      });
    }
  }
}

/** The messenger rejects with plain objects. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
