import * as vscode from 'vscode';
import { parseEndpoint } from '../../model/endpoint';
import type { EndpointDefinition } from '../../model/sessionDefinition';

const key = 'zeromq.saidAllInterfaces';

/** Says once per workspace what binding to all interfaces means. It asks nothing and holds nothing up. */
export class InterfaceNotice {
  constructor(private readonly state: vscode.Memento) {}

  bound(endpoints: readonly EndpointDefinition[]): void {
    const exposed = endpoints.find(isEverywhere);
    if (!exposed || this.state.get(key, false)) return;
    void this.state.update(key, true);
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} listens on every network interface: whoever reaches this machine can connect. To listen on this machine only, bind to 127.0.0.1.',
        exposed.address,
      ),
    );
  }
}

function isEverywhere({ role, address }: EndpointDefinition): boolean {
  const checked = parseEndpoint(address, { role, platform: process.platform });
  return 'endpoint' in checked && checked.endpoint.allInterfaces;
}
