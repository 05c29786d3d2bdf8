/** What runIntegration.ts and the code that it has VS Code run in the extension host agree on. */
export interface HostRun {
  /** The name of the bundle with the tests, beside the code that runs it. */
  readonly bundle: string;
  readonly grep?: string;
  /** Of one test, in ms. */
  readonly timeout: number;
  /** Takes the TestResult as JSON. */
  readonly resultFile: string;
}

/** Starts every line of mocha's report on the console. */
export const consolePrefix = '[mocha] ';
