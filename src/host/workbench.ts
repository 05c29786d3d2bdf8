import type * as vscode from 'vscode';
import type { EndpointList } from './analysis/endpointList';
import type { SourceAnalysis } from './analysis/sourceAnalysis';
import type { EndpointsView } from './endpointsView/endpointsView';
import type { EngineSupervisor } from './engine/engineSupervisor';
import type { InspectorMemory } from './inspector/inspectorMemory';
import type { Inspectors } from './inspector/inspectors';
import type { RecordingFiles } from './recordings/recordingFiles';
import type { Recordings } from './recordings/recordings';
import type { Replays } from './replay/replays';
import type { Sender } from './sending/sender';
import type { InterfaceNotice } from './sessions/interfaceNotice';
import type { RecentEndpoints } from './sessions/recentEndpoints';
import type { SessionRegistry } from './sessions/sessionRegistry';
import type { TopologyTab } from './topology/topologyTab';

/** What commands work with. */
export interface Workbench {
  /** The folder that the extension is installed in. */
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly supervisor: EngineSupervisor;
  readonly registry: SessionRegistry;
  readonly analysis: SourceAnalysis;
  readonly topologyTab: TopologyTab;
  readonly endpointList: EndpointList;
  readonly endpointsView: EndpointsView;
  readonly sender: Sender;
  readonly inspectors: Inspectors;
  readonly memory: InspectorMemory;
  readonly recents: RecentEndpoints;
  readonly notice: InterfaceNotice;
  readonly recordings: Recordings;
  readonly replays: Replays;
  readonly recordingFiles: RecordingFiles;
}
