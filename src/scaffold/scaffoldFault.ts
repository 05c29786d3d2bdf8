import { WorkbenchError } from '../base/workbenchError';

export type ScaffoldFaultCode =
  | 'scaffold/badName'
  | 'scaffold/badTopic'
  | 'scaffold/badEndpoint'
  | 'scaffold/badFolder'
  | 'scaffold/unknownEndpoint'
  | 'scaffold/endpointsClash'
  | 'scaffold/unknownRole'
  | 'scaffold/notOffered'
  | 'scaffold/badTemplate'
  | 'scaffold/unreadableJson';

/** What is wrong with an answer, and what to write instead. */
export interface ScaffoldFault {
  readonly code: ScaffoldFaultCode;
  readonly message: string;
}

export function scaffoldError({ code, message }: ScaffoldFault): WorkbenchError {
  return new WorkbenchError({ code, message });
}
