/** Whether what was asked for is still wanted; a request's token is one. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}
