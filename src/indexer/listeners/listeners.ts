import { readFile } from 'node:fs/promises';
import os from 'node:os';
import type { EndpointGroup } from '../../analysis/workspace/endpointGroup';
import type { EndpointProcesses, ListeningProcess } from '../../protocol/analysis';
import { listensFor, type ThisMachine } from './listensFor';
import { type ListeningSocket, listeningTcp, listeningUnix } from './procNet';
import { SocketOwners } from './socketOwners';

/** Tells which processes listen at endpoints. On Linux only; elsewhere nobody is told of. */
export class Listeners {
  private readonly owners: SocketOwners;

  constructor(
    private readonly proc = '/proc',
    private readonly isLinux = process.platform === 'linux',
  ) {
    this.owners = new SocketOwners(proc);
  }

  /** @returns only endpoints at which somebody listens whom this process may look into. */
  async at(groups: readonly EndpointGroup[]): Promise<EndpointProcesses[]> {
    if (!this.isLinux) return [];
    const machine = thisMachine();
    const sockets = await this.sockets();
    const found = groups.flatMap((group) => {
      const own = sockets.filter((socket) => listensFor(socket, group, machine));
      return own.length > 0 ? [{ key: group.key, own }] : [];
    });
    const owners = await this.owners.of(new Set(found.flatMap(({ own }) => own.map(({ inode }) => inode))));
    return found.flatMap(({ key, own }) => {
      const processes = own.flatMap(({ inode, place, port }): ListeningProcess[] => {
        const owner = owners.get(inode);
        if (!owner) return [];
        return [{ ...owner, place: port === undefined ? place : hostAndPort(place, port) }];
      });
      return processes.length > 0 ? [{ key, processes }] : [];
    });
  }

  private async sockets(): Promise<ListeningSocket[]> {
    const [tcp, tcp6, unix] = await Promise.all(['tcp', 'tcp6', 'unix'].map((name) => this.table(name)));
    const littleEndian = os.endianness() === 'LE';
    return [
      ...[tcp, tcp6].flatMap((text) => listeningTcp(text ?? '', littleEndian)),
      ...listeningUnix(unix ?? ''),
    ];
  }

  private async table(name: string): Promise<string> {
    try {
      return await readFile(`${this.proc}/net/${name}`, 'utf8');
    } catch {
      // A kernel without it, or a sandbox that hides it.
      return '';
    }
  }
}

function hostAndPort(place: string, port: number): string {
  return place.includes(':') ? `[${place}]:${port}` : `${place}:${port}`;
}

function thisMachine(): ThisMachine {
  const interfaces = Object.entries(os.networkInterfaces());
  const addresses = interfaces.flatMap(([, all]) => (all ?? []).map(({ address }) => address));
  return {
    addresses: new Set(addresses),
    names: new Set([os.hostname(), ...interfaces.map(([name]) => name)].map((name) => name.toLowerCase())),
  };
}
