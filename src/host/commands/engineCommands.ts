import type { EngineStatus } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import type { CommandTable } from './command';

type EngineCommandId = 'zeromq.engine.restart' | 'zeromq.engine.showLog' | 'zeromq.engine.status';

export function engineCommands({ supervisor, log }: Workbench): Pick<CommandTable, EngineCommandId> {
  const status = (): EngineStatus => {
    const { state, error } = supervisor.health;
    const native = supervisor.initialized?.native;
    const reason = error ?? (native && 'error' in native ? native.error : undefined);
    return {
      state,
      pid: supervisor.pid,
      libzmq: native && 'capabilities' in native ? native.capabilities.libzmq : undefined,
      error: reason && { code: reason.code, message: reason.message },
    };
  };
  return {
    'zeromq.engine.restart': {
      read: () => ({}),
      async run() {
        await supervisor.restart();
        return status();
      },
    },
    'zeromq.engine.showLog': {
      read: () => ({}),
      run() {
        log.show(true);
        return Promise.resolve();
      },
    },
    'zeromq.engine.status': { read: () => ({}), run: () => Promise.resolve(status()) },
  };
}
