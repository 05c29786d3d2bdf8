import { ResponseError } from 'vscode-jsonrpc/node';
import { type ErrorInfo, WorkbenchError } from '../../base/workbenchError';

function isErrorInfo(value: unknown): value is ErrorInfo {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as Partial<ErrorInfo>;
  return typeof code === 'string' && typeof message === 'string';
}

/** @returns the engine's own error, which travels as the response error's data, or an internal one. */
export function errorOfResponse(thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  if (thrown instanceof ResponseError && isErrorInfo(thrown.data)) return new WorkbenchError(thrown.data);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new WorkbenchError({
    code: 'internal/unexpected',
    message: `The ZeroMQ engine failed unexpectedly: ${message}`,
    action: 'showLog',
    detail: thrown instanceof Error ? thrown.stack : undefined,
  });
}
