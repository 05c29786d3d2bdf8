import * as vscode from 'vscode';
import type { DisposableStore } from '../base/disposable';
import { EndpointList } from './analysis/endpointList';
import { SourceAnalysis } from './analysis/sourceAnalysis';
import type { CommandContext } from './commands/registerCommands';
import { ContextStore } from './config/contextValues';
import { createSupervisor, followSettings } from './engine/createSupervisor';
import { announceStops } from './engine/engineNotices';
import type { EngineSupervisor } from './engine/engineSupervisor';
import { SpoolFolder } from './engine/spoolFolder';
import { CodeLenses } from './endpoints/codeLenses';
import { Completions } from './endpoints/completions';
import { Diagnostics } from './endpoints/diagnostics';
import { DocumentLinks } from './endpoints/documentLinks';
import { Hovers } from './endpoints/hovers';
import { Navigation } from './endpoints/navigation';
import { QuickFixes } from './endpoints/quickFixes';
import { EndpointLive } from './endpointsView/endpointLive';
import { EndpointsTree } from './endpointsView/endpointsTree';
import { EndpointsView, rememberedGrouping } from './endpointsView/endpointsView';
import { InspectorMemory } from './inspector/inspectorMemory';
import { Inspectors } from './inspector/inspectors';
import { LeftRecordings } from './recordings/leftRecordings';
import { RecordingEditor } from './recordings/recordingEditor';
import { announceRecordings } from './recordings/recordingNotices';
import { RecordingFiles } from './recordings/recordingFiles';
import { RecordingsView } from './recordings/recordingsView';
import { Recordings } from './recordings/recordings';
import { UnfinishedNotice } from './recordings/unfinishedNotice';
import { Replays } from './replay/replays';
import { Sender } from './sending/sender';
import { DefinitionStore } from './sessions/definitionStore';
import { InterfaceNotice } from './sessions/interfaceNotice';
import { RecentEndpoints } from './sessions/recentEndpoints';
import { SessionRegistry } from './sessions/sessionRegistry';
import { SessionsTree } from './sessions/sessionsTree';
import { SessionsView } from './sessions/sessionsView';
import { StatusBar } from './sessions/statusBar';
import { TopologyTab } from './topology/topologyTab';
import type { Workbench } from './workbench';

/** All the parts, for the commands and for tests in the extension host. */
export interface ComposedWorkbench extends Workbench {
  readonly supervisor: EngineSupervisor;
  readonly tree: SessionsTree;
  readonly endpointsTree: EndpointsTree;
  readonly view: SessionsView;
  readonly spool: SpoolFolder;
  readonly elementOn: CommandContext['elementOn'];
  readonly recordingOn: CommandContext['recordingOn'];
}

/** Makes the parts and joins them. No I/O, no process: both come with the first need. */
export function composeWorkbench(
  context: vscode.ExtensionContext,
  store: DisposableStore,
): ComposedWorkbench {
  const log = store.add(vscode.window.createOutputChannel('ZeroMQ Workbench', { log: true }));
  const storage = context.storageUri ?? context.globalStorageUri;
  const spool = new SpoolFolder(vscode.Uri.joinPath(storage, 'spool').fsPath);
  const supervisor = store.add(createSupervisor(context, log, spool));
  store.add(followSettings(supervisor, log));
  store.add(announceStops(supervisor));
  const contextKeys = new ContextStore();
  const definitions = store.add(new DefinitionStore());
  const registry = store.add(new SessionRegistry(definitions, supervisor, log));
  const sender = new Sender(supervisor, registry);
  const memory = new InspectorMemory(context.workspaceState);
  const recordings = store.add(new Recordings(supervisor, registry, log));
  store.add(announceRecordings(recordings));
  const recordingFiles = store.add(new RecordingFiles(supervisor, recordings));
  const recordingsView = store.add(new RecordingsView(recordingFiles, recordings));
  const left = store.add(new LeftRecordings(context.workspaceState, recordings));
  store.add(new UnfinishedNotice(recordingFiles, recordings, left));
  const replays = store.add(new Replays(supervisor, registry));
  const services = { supervisor, registry, sender, memory, recordings, replays, log };
  const inspectors = store.add(new Inspectors(context.extensionUri, services, contextKeys));
  store.add(new RecordingEditor(context.extensionUri, services, recordingFiles, contextKeys));
  const tree = store.add(
    new SessionsTree(registry, definitions, supervisor, recordings, replays, inspectors),
  );
  const view = store.add(new SessionsView(tree, registry, definitions, supervisor, replays, contextKeys));
  store.add(new StatusBar(registry, supervisor));
  const recents = new RecentEndpoints(context.workspaceState);
  const notice = new InterfaceNotice(context.workspaceState);
  const analysis = store.add(new SourceAnalysis(context.asAbsolutePath('dist/indexer.js'), log));
  analysis.start();
  store.add(new CodeLenses(analysis));
  const topologyTab = store.add(new TopologyTab(context.extensionUri, analysis, context.workspaceState, log));
  store.add(new Hovers(analysis).register());
  store.add(new Completions(analysis).register());
  store.add(new Navigation(analysis).register());
  store.add(new DocumentLinks(analysis));
  const diagnostics = store.add(new Diagnostics(analysis));
  store.add(new QuickFixes(diagnostics).register());
  const endpointList = store.add(new EndpointList(analysis, log));
  const live = store.add(new EndpointLive(endpointList, analysis, registry, supervisor, log));
  const grouping = rememberedGrouping(context.workspaceState);
  const endpointsTree = store.add(new EndpointsTree(endpointList, live, analysis, grouping));
  const endpointsView = store.add(
    new EndpointsView({
      tree: endpointsTree,
      list: endpointList,
      live,
      analysis,
      context: contextKeys,
      state: context.workspaceState,
    }),
  );
  const elementOn = async (place: 'selection' | 'inspector') => {
    if (place === 'selection') return view.focusedElement();
    const { activeSession } = inspectors;
    return activeSession === undefined ? undefined : tree.sessionNode(activeSession);
  };
  return {
    ...services,
    extensionUri: context.extensionUri,
    analysis,
    topologyTab,
    endpointList,
    endpointsView,
    endpointsTree,
    recordingFiles,
    inspectors,
    recents,
    notice,
    tree,
    view,
    spool,
    elementOn,
    recordingOn: () => recordingsView.focusedElement(),
  };
}
