import { Dealer, Pair, Pull, Push, Reply, Router, XPublisher, XSubscriber } from 'zeromq';

export type Frames = (string | Uint8Array)[];

interface Bindable extends Closable {
  bind(address: string): Promise<void>;
  readonly lastEndpoint: string | null;
}
interface Closable {
  close(): void;
}
export interface Bound<S> {
  readonly socket: S;
  readonly endpoint: string;
}

const patience = 30_000;
const options = { linger: 0, receiveTimeout: patience, sendTimeout: patience };

/** Bare sockets of a test, which send what no program of a pattern would. */
export class RawPeers {
  private readonly open: Closable[] = [];

  readonly dealer = (endpoint: string): Dealer => this.connect(new Dealer(options), endpoint);
  readonly connectedPair = (endpoint: string): Pair => this.connect(new Pair(options), endpoint);
  readonly connectedXPublisher = (endpoint: string): XPublisher =>
    this.connect(new XPublisher(options), endpoint);
  readonly push = (endpoint: string): Push =>
    this.connect(new Push({ linger: 0, sendTimeout: patience }), endpoint);
  readonly xSubscriber = (endpoint: string): XSubscriber => this.connect(new XSubscriber(options), endpoint);

  readonly pair = (): Promise<Bound<Pair>> => this.bind(new Pair(options));
  readonly boundDealer = (): Promise<Bound<Dealer>> => this.bind(new Dealer(options));
  readonly pull = (): Promise<Bound<Pull>> => this.bind(new Pull({ linger: 0, receiveTimeout: patience }));
  readonly boundPush = (): Promise<Bound<Push>> => this.bind(new Push({ linger: 0, sendTimeout: patience }));
  readonly reply = (): Promise<Bound<Reply>> => this.bind(new Reply(options));
  readonly router = (): Promise<Bound<Router>> => this.bind(new Router(options));
  readonly xPublisher = (): Promise<Bound<XPublisher>> => this.bind(new XPublisher(options));

  close(): void {
    for (const socket of this.open) socket.close();
  }

  private connect<S extends Closable & { connect(address: string): void }>(socket: S, endpoint: string): S {
    this.open.push(socket);
    socket.connect(endpoint);
    return socket;
  }

  /** On a port that is free. */
  private async bind<S extends Bindable>(socket: S): Promise<Bound<S>> {
    this.open.push(socket);
    await socket.bind('tcp://127.0.0.1:*');
    return { socket, endpoint: socket.lastEndpoint ?? '' };
  }
}
