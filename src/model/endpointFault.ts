/** Why an endpoint cannot be used; see endpoint.ts. */
export interface EndpointFault {
  readonly code: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
  /** An address that would do, where it is obvious. */
  readonly suggestion?: string;
}

export function fault(code: string, message: string, suggestion?: string): { fault: EndpointFault } {
  return { fault: suggestion === undefined ? { code, message } : { code, message, suggestion } };
}
