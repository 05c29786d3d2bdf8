import { createHash } from 'node:crypto';
import { buildTopology } from '../analysis/topology/buildTopology';
import { type Palette, palettes } from '../analysis/topology/drawing/palette';
import { svgDocument } from '../analysis/topology/drawing/svgDocument';
import { filterGroups, hasProblem } from '../analysis/topology/filterGroups';
import { TopologyLayout } from '../analysis/topology/layout/topologyLayout';
import { toMermaid } from '../analysis/topology/mermaid';
import type { EndpointGroup } from '../analysis/workspace/endpointGroup';
import type { TopologyFilter, TopologyFormat, TopologyView } from '../protocol/topology';
import { codePlace, type Places } from './views';

/** Pictures of the index, and their texts. */
export class TopologyKeeper {
  private readonly layout = new TopologyLayout();

  constructor(private readonly places: Places) {}

  /** @returns null where nothing is different from what the revision showed. */
  view(groups: readonly EndpointGroup[], filter: TopologyFilter, known?: string): TopologyView | null {
    const used = groups.filter(({ binders, connectors }) => binders.length + connectors.length > 0);
    const view = {
      picture: this.layout.pictureOf(buildTopology(filterGroups(used, filter)), (place) =>
        codePlace(place, this.places),
      ),
      endpoints: used.length,
      problems: used.filter(hasProblem).length,
    };
    const revision = createHash('sha256').update(JSON.stringify(view)).digest('base64');
    return revision === known ? null : { revision, ...view };
  }

  text(
    groups: readonly EndpointGroup[],
    filter: TopologyFilter,
    format: TopologyFormat,
    colors: Readonly<Record<string, string>>,
  ): string {
    const topology = buildTopology(filterGroups(groups, filter));
    if (format === 'mermaid') return toMermaid(topology);
    const palette: Palette = { ...palettes.light, ...colors };
    return svgDocument(
      this.layout.pictureOf(topology, () => undefined),
      palette,
    );
  }
}
