/**
 * Typed names of requests and notifications, the same for both borders: the engine's JSON-RPC and the
 * webview's messenger. The phantom member carries the types and never exists at run time.
 */
export interface RequestType<P, R> {
  readonly method: string;
  readonly _?: [P, R];
}

export interface NotificationType<P> {
  readonly method: string;
  readonly _?: P;
}

export function requestType<P, R>(method: string): RequestType<P, R> {
  return { method };
}

export function notificationType<P>(method: string): NotificationType<P> {
  return { method };
}
