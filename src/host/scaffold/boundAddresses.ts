import type { Workbench } from '../workbench';

/** A large workspace is still being read: what is known by then counts. */
const patienceMs = 3000;

/** Addresses that the workspace's sources and its sessions bind, by where. Empty where the analysis fails. */
export async function boundAddresses({
  analysis,
  registry,
  log,
}: Pick<Workbench, 'analysis' | 'registry' | 'log'>): Promise<ReadonlyMap<string, string>> {
  const bound = new Map<string, string>();
  for (const { label, snapshot } of registry.list()) {
    for (const { role, resolved } of snapshot.endpoints) if (role === 'bind') bound.set(resolved, label);
  }
  try {
    await Promise.race([analysis.whenRead(), elapsed(patienceMs)]);
    for (const { binders } of await analysis.endpoints()) {
      for (const { endpoint, uri, span } of binders) {
        const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
        bound.set(endpoint, `${name}:${span.startLine + 1}`);
      }
    }
  } catch (error) {
    log.debug(`Endpoints are proposed without looking at the sources: ${String(error)}`);
  }
  return bound;
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
