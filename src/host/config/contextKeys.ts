/** Context keys of `when` clauses, with what they mean. */
export const contextKeys = {
  /** boolean: the Sessions view has something to show. */
  hasSessions: 'zeromq:hasSessions',
  /** boolean: at least one session is open. */
  anyOpen: 'zeromq:anyOpen',
  /** boolean: the active inspector is paused. */
  inspectorPaused: 'zeromq:inspectorPaused',
  /** boolean: the session of the active inspector is being recorded. */
  inspectorRecording: 'zeromq:inspectorRecording',
  /** boolean: a replay runs, waits or is paused. */
  replaying: 'zeromq:replaying',
  /** boolean: the Endpoints view lists files rather than endpoints at the top. */
  endpointsByFile: 'zeromq:endpointsByFile',
  /** list of paths: recordings in editors that cannot be read. */
  unreadableRecordings: 'zeromq:unreadableRecordings',
  /** string: `idle`, `starting`, `running`, `restarting` or `stopped`. */
  engineState: 'zeromq:engineState',
} as const;

export interface ContextValues {
  'zeromq:hasSessions': boolean;
  'zeromq:anyOpen': boolean;
  'zeromq:inspectorPaused': boolean;
  'zeromq:inspectorRecording': boolean;
  'zeromq:replaying': boolean;
  'zeromq:endpointsByFile': boolean;
  'zeromq:unreadableRecordings': readonly string[];
  'zeromq:engineState': string;
}

export type ContextKey = keyof ContextValues;
