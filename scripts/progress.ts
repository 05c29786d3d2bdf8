/** Progress lines for steps that take a while: what runs, that it still runs, and how long it took. */

const stillRunningAfter = 10_000;

/** Runs a step between two lines; every ten seconds another says that it goes on. */
export async function withProgress<T>(what: string, step: () => Promise<T>): Promise<T> {
  const started = performance.now();
  console.log(`${what} …`);
  const timer = setInterval(() => console.log(`${what} … ${seconds(started)} so far`), stillRunningAfter);
  try {
    const result = await step();
    console.log(`${what}: done in ${seconds(started)}.`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** Time since a `performance.now()`, as `1.2 s` or `3 min 20 s`. */
export function seconds(started: number): string {
  const passed = (performance.now() - started) / 1000;
  if (passed < 60) return `${passed.toFixed(passed < 10 ? 1 : 0)} s`;
  return `${Math.floor(passed / 60)} min ${Math.round(passed % 60)} s`;
}
