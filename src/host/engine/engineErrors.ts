import { WorkbenchError } from '../../base/workbenchError';

/** One factory per way in which the engine can fail its host. Sentences are turned into the user's language at the edge. */
export const engineErrors = {
  startFailed: (detail: string) =>
    new WorkbenchError({
      code: 'engine/startFailed',
      message: 'The ZeroMQ engine could not start. The log says why; Restart tries again.',
      action: 'showLog',
      detail,
    }),
  protocolMismatch: (host: number, engine: number) =>
    new WorkbenchError({
      code: 'engine/protocolMismatch',
      message:
        'The ZeroMQ engine is of another version than the extension. Reload the window to finish the update.',
      action: 'showLog',
      detail: `host protocol ${host}, engine protocol ${engine}`,
    }),
  ended: (how: string) =>
    new WorkbenchError({
      code: 'engine/ended',
      message: `The ZeroMQ engine ended unexpectedly (${how}) before it answered. Try again once it has restarted.`,
      action: 'showLog',
    }),
  timeout: (method: string, seconds: number) =>
    new WorkbenchError({
      code: 'engine/timeout',
      message: `The ZeroMQ engine did not answer within ${seconds} s. If that stays so, restart it.`,
      action: 'restartEngine',
      detail: method,
    }),
  cancelled: () => new WorkbenchError({ code: 'engine/cancelled', message: 'The request was cancelled.' }),
  stopped: (times: number, minutes: number) =>
    new WorkbenchError({
      code: 'engine/stopped',
      message: `The ZeroMQ engine ended ${times} times within ${minutes} minutes and is not started again by itself. Look at the log, then restart it.`,
      action: 'restartEngine',
    }),
  disposed: () =>
    new WorkbenchError({ code: 'engine/disposed', message: 'The ZeroMQ engine is shutting down.' }),
};
