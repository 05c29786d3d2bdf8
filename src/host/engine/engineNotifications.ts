import type { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { NotificationType } from '../../protocol/requestType';
import type { EngineClient } from './engineClient';

/**
 * Tells everybody who listens what the engine says, whichever process it is. A connection has room for one handler per
 * method: a second one would take the place of the first.
 */
export class EngineNotifications {
  private readonly emitters = new Map<
    string,
    { emitter: Emitter<unknown>; attach: (to: EngineClient) => void }
  >();
  private client: EngineClient | undefined;

  constructor(private readonly onError: (error: unknown) => void) {}

  /** To be called once for each engine process, before it is asked anything. */
  attach(client: EngineClient): void {
    this.client = client;
    client.onDidExit(() => {
      if (this.client === client) this.client = undefined;
    });
    for (const { attach } of this.emitters.values()) attach(client);
  }

  on<P>(type: NotificationType<P>, handler: (params: P) => void): Disposable {
    return this.of(type).event((params) => handler(params as P));
  }

  private of<P>(type: NotificationType<P>): Emitter<unknown> {
    const known = this.emitters.get(type.method);
    if (known) return known.emitter;
    const emitter = new Emitter<unknown>(this.onError);
    const attach = (client: EngineClient) =>
      void client.onNotification(type, (params) => emitter.fire(params));
    this.emitters.set(type.method, { emitter, attach });
    if (this.client) attach(this.client);
    return emitter;
  }
}
