import type * as vscode from 'vscode';
import type { EndpointDefinition } from '../../model/sessionDefinition';

const key = 'zeromq.recentEndpoints';
const limit = 20;

/** Addresses that were used in this workspace, newest first, for completion. */
export class RecentEndpoints {
  constructor(private readonly state: vscode.Memento) {}

  get list(): readonly EndpointDefinition[] {
    return this.state.get<readonly EndpointDefinition[]>(key, []);
  }

  async add(endpoint: EndpointDefinition): Promise<void> {
    const others = this.list.filter(
      ({ role, address }) => role !== endpoint.role || address !== endpoint.address,
    );
    await this.state.update(key, [endpoint, ...others].slice(0, limit));
  }
}
