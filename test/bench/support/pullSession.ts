import type { Frame } from 'playwright-core';
import type { SessionAnswer } from '../../../src/host/config/commandArguments';
import type { Workbench } from '../../ui/support/workbench';

/** A session in a window that receives what blast() sends. */
export interface PullSession {
  readonly id: string;
  readonly endpoint: string;
}

export async function openPullSession(workbench: Workbench): Promise<PullSession> {
  const id = await workbench.execute<string>('zeromq.session.open', {
    type: 'PULL',
    endpoints: ['bind:tcp://127.0.0.1:*'],
    save: false,
  });
  const { endpoints } = await describeSession(workbench, id);
  return { id, endpoint: endpoints[0]!.resolved };
}

export async function receivedBy(workbench: Workbench, id: string): Promise<number> {
  return (await describeSession(workbench, id)).received;
}

/** Resolves with the inspector's document once it shows its table. */
export async function openInspector(workbench: Workbench, session: string): Promise<Frame> {
  await workbench.execute('zeromq.inspector.open', { session });
  const inspector = await workbench.inspector();
  await inspector.locator('message-grid table').waitFor();
  return inspector;
}

async function describeSession(workbench: Workbench, id: string): Promise<SessionAnswer> {
  const sessions = await workbench.execute<readonly SessionAnswer[]>('zeromq.session.list', {});
  const session = sessions.find((candidate) => candidate.id === id);
  if (!session) throw new Error(`The session ${id} is gone.`);
  return session;
}
