import { WorkbenchError } from '../base/workbenchError';
import {
  engineConfigure,
  engineInitialize,
  engineShutdown,
  protocolVersion,
  type EngineLimits,
  type InitializeParams,
  type InitializeResult,
} from '../protocol/engine';
import { CaptureService } from './capture/captureService';
import type { Log } from './log';
import type { LoadedNative } from './native';
import type { RpcServer } from './rpc';
import { RecordingService } from './recordings/recordingService';
import { ReplayService } from './replay/replayService';
import { SessionService } from './sessions/sessionService';

interface Services {
  readonly captures: CaptureService;
  readonly recordings: RecordingService;
  readonly replays: ReplayService;
  readonly sessions: SessionService;
}

/** The engine's life between the host's handshake and the end: makes the services and takes them down. */
export class EngineService {
  private services: Services | undefined;

  /**
   * @param native begun before the handshake, so that the addon loads while the host is still talking
   * @param onShutdown ends the process
   */
  constructor(
    private readonly rpc: RpcServer,
    private readonly log: Log,
    private readonly native: Promise<LoadedNative>,
    onShutdown: () => void,
  ) {
    rpc.handle(engineInitialize, (params) => this.initialize(params));
    rpc.handle(engineConfigure, (limits) => this.configure(limits));
    rpc.handle(engineShutdown, async () => {
      await this.dispose();
      // After the reply is on its way.
      setImmediate(onShutdown);
    });
  }

  /** Closes every session and writes every capture. */
  async dispose(): Promise<void> {
    const { services } = this;
    this.services = undefined;
    services?.replays.dispose();
    // Files first: sessions may linger for longer than the host waits.
    await services?.recordings.finish();
    await services?.sessions.dispose();
    await services?.recordings.dispose();
    await services?.captures.release();
  }

  private async initialize(params: InitializeParams): Promise<InitializeResult> {
    if (params.protocolVersion !== protocolVersion) {
      throw new WorkbenchError({
        code: 'engine/protocolMismatch',
        message:
          'The engine is of another version than the extension. Reload the window to finish the update.',
        detail: `host ${params.protocolVersion}, engine ${protocolVersion}`,
      });
    }
    const native = await this.native;
    if (this.services) {
      throw new WorkbenchError({ code: 'engine/initialized', message: 'The engine is initialized already.' });
    }
    const { rpc, log } = this;
    const { spoolFolder, limits } = params;
    const captures = new CaptureService({ spoolFolder, limitBytes: limits.captureBytes, log }, rpc);
    const sessions = new SessionService({ native, captures, rpc, limits });
    const recordings = new RecordingService(captures, rpc);
    const replays = new ReplayService(captures, sessions, rpc);
    this.services = { captures, recordings, replays, sessions };
    if ('error' in native) log.error(`${native.error.message}\n${native.error.detail ?? ''}`);
    return {
      protocolVersion,
      pid: process.pid,
      native: 'native' in native ? { capabilities: native.native.capabilities } : { error: native.error },
    };
  }

  private configure(limits: EngineLimits): void {
    if (!this.services) {
      throw new WorkbenchError({ code: 'engine/notInitialized', message: 'The engine was not initialized.' });
    }
    this.services.captures.setLimit(limits.captureBytes);
    this.services.sessions.configure(limits);
  }
}
