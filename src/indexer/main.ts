import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import {
  analysisOf,
  endpointList,
  endpointOf,
  endpointsSince,
  filesDidChange,
  findingsDidChange,
  indexConfigure,
  indexDidChange,
  indexDidLog,
  indexStart,
  indexStatus,
  listeningProcesses,
  textDidChange,
  textDidClose,
} from '../protocol/analysis';
import { topologyText, topologyView } from '../protocol/topology';
import { explanationsAt, linksOf, proposalsAt, relatedAt } from '../protocol/endpointFeatures';
import type { NotificationType, RequestType } from '../protocol/requestType';
import { Grammars } from './grammars';
import { Indexer } from './indexer';
import { SourceFile } from './sourceFile';

/** The thread that reads the workspace's files, so that the extension host's is free. */
if (!parentPort) throw new Error('This module is a worker thread’s.');
const connection = createMessageConnection(
  new PortMessageReader(parentPort),
  new PortMessageWriter(parentPort),
);

function handle<P, R>({ method }: RequestType<P, R>, answer: (params: P) => R | Promise<R>): void {
  connection.onRequest(method, (params: P): Promise<unknown> => Promise.resolve(answer(params)));
}

function on<P>({ method }: NotificationType<P>, act: (params: P) => void): void {
  connection.onNotification(method, (params: P) => act(params));
}

function notify<P>({ method }: NotificationType<P>, params: P): void {
  // The host that is gone needs no word.
  connection.sendNotification(method, params).catch(() => undefined);
}

const indexer = new Indexer(new Grammars((file) => path.join(__dirname, 'grammars', file)), {
  changed: (uris) => notify(indexDidChange, { uris }),
  found: (files) => notify(findingsDidChange, { files }),
  log: (message) => notify(indexDidLog, { message }),
});

handle(indexStart, (start) => indexer.start(start));
handle(indexStatus, () => indexer.status);
handle(analysisOf, ({ uri }) => indexer.fileView(uri));
handle(endpointList, () => indexer.endpoints());
handle(endpointsSince, ({ revision }) => indexer.endpointsSince(revision));
handle(listeningProcesses, () => indexer.processes());
handle(endpointOf, ({ key }) => indexer.endpoint(key));
handle(topologyView, ({ filter, known }) => indexer.topology.view(indexer.groups, filter, known));
handle(topologyText, ({ filter, format, colors }) =>
  indexer.topology.text(indexer.groups, filter, format, colors),
);
handle(explanationsAt, (at) => indexer.ask(at.uri, (features, path) => features.explanations(path, at)));
handle(relatedAt, (at) => indexer.ask(at.uri, (features, path) => features.related(path, at)));
handle(linksOf, ({ uri }) => indexer.ask(uri, (features, path) => features.links(path)));
handle(proposalsAt, (at) => indexer.ask(at.uri, (features, path) => features.proposals(path, at)));
on(indexConfigure, ({ off }) => indexer.configure(off));
on(filesDidChange, ({ files }) => indexer.filesDidChange(files));
on(textDidChange, ({ uri, version, languageId, text }) =>
  indexer.textDidChange(uri, new SourceFile(text, { version, languageId })),
);
on(textDidClose, ({ uri }) => indexer.textDidClose(uri));
connection.listen();
