import { inspectorEngine } from '../../protocol/inspector';
import type { RequestType } from '../../protocol/requestType';
import type { HostLink } from './hostLink';

/** Requests of protocol/capture.ts, sent to the engine through the host. */
export class EngineClient {
  constructor(private readonly host: HostLink) {}

  /** @throws WorkbenchError with the engine's code. */
  async request<P, R>(type: RequestType<P, R>, params: P): Promise<R> {
    const value = await this.host.request(inspectorEngine, { method: type.method, params });
    return value as R;
  }
}
