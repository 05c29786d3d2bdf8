/**
 * What the fix of an error is, where one click can do it. The host turns it into a button. `openSettings` shows where
 * sessions are defined, `extensionSettings` the settings of the extension; `retry` does once more what failed.
 */
export type ErrorAction =
  'showLog' | 'restartEngine' | 'editOptions' | 'openSettings' | 'extensionSettings' | 'subscribe' | 'retry';

/** The form in which an error crosses a process border. */
export interface ErrorInfo {
  /** Stable and machine-readable, `area/reason`; nothing matches on the message. */
  readonly code: string;
  /** A sentence or two for a person: what happened and what to do. */
  readonly message: string;
  readonly action?: ErrorAction;
  /** For the log only: system codes, stacks. */
  readonly detail?: string;
}

/** The one error type that reaches a user. */
export class WorkbenchError extends Error {
  readonly code: string;
  readonly action: ErrorAction | undefined;
  readonly detail: string | undefined;

  constructor(info: ErrorInfo) {
    super(info.message);
    this.name = 'WorkbenchError';
    this.code = info.code;
    this.action = info.action;
    this.detail = info.detail;
  }

  toInfo(): ErrorInfo {
    return { code: this.code, message: this.message, action: this.action, detail: this.detail };
  }
}

/** @returns the info of any thrown value; what is not ours becomes `internal/unexpected` with its stack as detail. */
export function errorInfoOf(thrown: unknown): ErrorInfo {
  if (thrown instanceof WorkbenchError) return thrown.toInfo();
  if (thrown instanceof Error) {
    return { code: 'internal/unexpected', message: thrown.message, action: 'showLog', detail: thrown.stack };
  }
  return { code: 'internal/unexpected', message: String(thrown), action: 'showLog' };
}
