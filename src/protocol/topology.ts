import type { TopologyPicture } from '../model/topologyPicture';
import type { CodePlace } from './analysis';
import type { Reply } from './inspector';
import { notificationType, requestType } from './requestType';

/** What of the topology is wanted: an endpoint is shown with all who use it. */
export interface TopologyFilter {
  /** Words that all have to be in the endpoint, its sockets or their files. */
  readonly words: string;
  /** Only incompatible sockets, and endpoints that nobody binds. */
  readonly problemsOnly: boolean;
}

/** The picture with what a page says around it. */
export interface TopologyView {
  /** The same as long as the picture is. */
  readonly revision: string;
  readonly picture: TopologyPicture<CodePlace>;
  /** Endpoints that programs of the workspace use, shown or not, and those of them with problems. */
  readonly endpoints: number;
  readonly problems: number;
}

/** Host and indexer. Null where the picture is still of the revision that is known. */
export const topologyView = requestType<
  { readonly filter: TopologyFilter; readonly known?: string },
  TopologyView | null
>('index/topology');

export type TopologyFormat = 'svg' | 'mermaid';

/** @returns the text of the file. `colors` are CSS colours by name; Mermaid brings its own. */
export const topologyText = requestType<
  {
    readonly filter: TopologyFilter;
    readonly format: TopologyFormat;
    readonly colors: Readonly<Record<string, string>>;
  },
  string
>('index/topologyText');

/** What a person set: it survives hiding the tab and reloading the window. */
export interface TopologyState {
  readonly filter?: TopologyFilter;
  /** How the picture lies; absent as long as it is fitted to the window. */
  readonly viewport?: { readonly scale: number; readonly x: number; readonly y: number };
  /** Key of a part. */
  readonly selected?: string;
  readonly hidesLegend?: boolean;
  /** Epoch ms: of the page's copy and the workspace's, the newer one counts. */
  readonly savedAt?: number;
}

/** Host and page. */
export interface TopologyPage {
  /** Absent as long as the workspace is read for the first time. */
  readonly view?: TopologyView;
  /** The filter that the view was made with. */
  readonly filter: TopologyFilter;
}

/** Sent first, with what the page kept while it was hidden. */
export const topologyReady = requestType<
  TopologyState,
  Reply<TopologyPage & { readonly state: TopologyState }>
>('topology/ready');
/** What a person set, to be kept in the workspace. */
export const topologySaveState = notificationType<TopologyState>('topology/saveState');
/** Shows only what the filter is in. */
export const topologySetFilter = requestType<TopologyFilter, Reply<TopologyPage>>('topology/setFilter');
/** The index has changed, or somebody else has set the filter. */
export const topologyDidChange = notificationType<TopologyPage>('topology/didChange');
/** Shows a place in an editor beside. */
export const topologyOpen = notificationType<CodePlace>('topology/open');
/** The colours of the theme, at the beginning and when they change: what is exported looks the same. */
export const topologyColors = notificationType<Readonly<Record<string, string>>>('topology/colors');
/** Asks where to export the picture to, as which format. */
export const topologyExport = notificationType<void>('topology/export');
/** Shows the settings that say which languages are read. */
export const topologyLanguages = notificationType<void>('topology/languages');
