import type * as vscode from 'vscode';
import { Messenger } from 'vscode-messenger';
import type { CancellationToken, WebviewIdMessageParticipant } from 'vscode-messenger-common';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { errorInfoOf } from '../../base/workbenchError';
import type { Reply } from '../../protocol/inspector';
import type { NotificationType, RequestType } from '../../protocol/requestType';

/** The typed line to one inspector's page. Nothing is pushed before the page is ready and while it is hidden. */
export class PageLine implements Disposable {
  private readonly store = new DisposableStore();
  private readonly messenger = new Messenger({ ignoreHiddenViews: true });
  private readonly page: WebviewIdMessageParticipant;
  /** The page has what it began with, and gets all that is pushed from here on. */
  isReady = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.page = this.messenger.registerWebviewPanel(panel);
  }

  /** Answers a request; a failure goes to the page as an ErrorInfo. */
  answer<P, R>(
    type: RequestType<P, Reply<R>>,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): void {
    const reply = async (params: P, _: unknown, token: CancellationToken): Promise<Reply<R>> => {
      try {
        return { value: await handler(params, token) };
      } catch (error) {
        const info = errorInfoOf(error);
        // Asked for again by the page itself after a restart; of no interest in the log.
        if (info.code !== 'engine/ended') {
          this.log.debug(`${type.method}: ${info.code}: ${info.message} ${info.detail ?? ''}`);
        }
        return { error: info };
      }
    };
    this.store.add(this.messenger.onRequest<P, Reply<R>>(type, reply));
  }

  hear<P>(type: NotificationType<P>, handler: (params: P) => void | Promise<void>): void {
    this.store.add(this.messenger.onNotification(type, handler));
  }

  push<P>(type: NotificationType<P>, params: P): void {
    if (!this.isReady || !this.panel.visible) return;
    this.messenger.sendNotification(type, this.page, params);
  }

  dispose(): void {
    this.store.dispose();
  }
}
