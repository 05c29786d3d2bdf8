import type { MonitorEvent, NativeSocket } from '../native';

/** Monitors of sockets that were closed and still linger for unsent messages. */
const lingering = new Set<OpenSocket>();

/** One libzmq socket from its making to its end, with its monitor. */
export class OpenSocket {
  /** Resolves when libzmq has let go of the socket: ports are free, and what was to be sent is sent or dropped. */
  readonly ended: Promise<void>;
  private hasEnded = false;

  constructor(
    readonly socket: NativeSocket,
    private readonly onEvent: (event: MonitorEvent) => void,
  ) {
    this.ended = this.watch().finally(() => {
      this.hasEnded = true;
      lingering.delete(this);
    });
  }

  /** Whether any closed socket is still busy: a process that ends now would wait for its linger. */
  static get anyLingers(): boolean {
    return lingering.size > 0;
  }

  close(): void {
    if (!this.hasEnded) lingering.add(this);
    this.socket.close();
  }

  /** Reads the monitor to its end, after close too: libzmq's I/O thread would wait for a monitor that is full. */
  private async watch(): Promise<void> {
    const { events } = this.socket;
    for (;;) {
      let event: MonitorEvent | undefined;
      try {
        event = await events.receive();
      } catch {
        // The monitor was torn down with the context.
        return;
      }
      if (!event || event.type === 'end') return;
      try {
        this.onEvent(event);
      } catch (error) {
        // Whatever happens, the monitor has to be read on; the host logs what comes on stderr.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }
}
