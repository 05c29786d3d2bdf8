import type { CodePlace } from '../../protocol/analysis';
import { describeParts } from '../../analysis/topology/drawing/describe';
import { drawTopology } from '../../analysis/topology/drawing/drawTopology';
import { Emitter } from '../../base/emitter';
import type { TopologyPicture } from '../../model/topologyPicture';
import { openMenu } from '../inspector/page/popupMenu';
import { canvasKey } from './canvasKeys';
import { followPointer } from './canvasPointer';
import type { PageState } from './pageState';
import { type Direction, PictureGraph } from './pictureGraph';
import { svgDom } from './svgDom';
import { themePalette } from './themeColors';
import { type Extent, fitted, following, panned, showing, type Viewport, zoomedAt } from './viewport';

const panStep = 60;
const zoomStep = 1.25;

/** The picture: draws it, moves it about, and knows which part is selected and which are lit up around it. */
export class TopologyCanvas extends HTMLElement {
  state!: PageState;
  /** How much of the lower left corner something else covers. */
  covered: () => Extent = () => ({ width: 0, height: 0 });
  private readonly didOpen = new Emitter<CodePlace>();
  /** A person wants to see the code of a part. */
  readonly onDidOpen = this.didOpen.event;
  private readonly didLeave = new Emitter<void>();
  /** Escape was pressed with nothing selected. */
  readonly onDidLeave = this.didLeave.event;
  private readonly didMove = new Emitter<Viewport>();
  readonly onDidMove = this.didMove.event;
  private readonly root = svgDom({
    tag: 'svg',
    attributes: { class: 'picture', role: 'application', 'aria-describedby': 'topology-keys' },
    children: [{ tag: 'g', attributes: { class: 'parts' }, children: [] }],
  });
  private readonly elements = new Map<string, SVGElement>();
  private picture: TopologyPicture<CodePlace> = {
    width: 0,
    height: 0,
    programs: [],
    endpoints: [],
    links: [],
  };
  private graph = new PictureGraph(this.picture);
  private texts = new Map<string, string>();
  private viewport: Viewport = { scale: 1, x: 0, y: 0 };
  private hovered: string | undefined;

  connectedCallback(): void {
    this.append(this.root);
    const resized = new ResizeObserver(() => this.resized());
    resized.observe(this);
    followPointer(this.root, {
      pan: (x, y) => this.move(panned(this.viewport, x, y)),
      zoom: (factor, at) => this.move(zoomedAt(this.viewport, factor, at)),
      hover: (key) => this.hover(key),
      pick: (key) => this.pick(key),
      menu: (key, at) => this.showPlaces(key, at),
    });
    this.root.addEventListener('keydown', (event) => this.pressed(event));
    this.root.addEventListener('focusin', (event) => {
      const key = (event.target as Element).closest('[data-key]')?.getAttribute('data-key');
      if (key && this.graph.nodes.has(key)) this.select(key);
    });
  }

  /** @param isAnother it is not the same picture with a change, but one of something else: it is fitted anew. */
  show(picture: TopologyPicture<CodePlace>, isAnother: boolean): void {
    const before = this.graph;
    const hadFocus = this.contains(document.activeElement);
    this.picture = picture;
    this.graph = new PictureGraph(picture);
    this.texts = describeParts(picture);
    this.draw();
    const { viewport } = this.state.value;
    const isFitted = !viewport && (before.nodes.size === 0 || this.selected === undefined);
    if (isAnother || isFitted) this.fit();
    else this.apply(before.nodes.size === 0 && viewport ? viewport : this.anchored(before));
    this.light();
    if (hadFocus) this.elements.get(this.current ?? '')?.focus({ preventScroll: true });
  }

  fit(): void {
    if (this.clientWidth === 0) return;
    this.state.update({ viewport: undefined });
    this.apply(fitted(this.picture, this.extent, { ...this.covered(), parts: this.graph.nodes.values() }));
  }

  /** What covers the corner has come or gone: a picture that nobody has moved makes room for it. */
  coverDidChange(): void {
    if (!this.state.value.viewport) this.fit();
  }

  zoom(factor: number): void {
    this.move(zoomedAt(this.viewport, factor, { x: this.clientWidth / 2, y: this.clientHeight / 2 }));
  }

  zoomIn = () => this.zoom(zoomStep);
  zoomOut = () => this.zoom(1 / zoomStep);
  zoomToFull = () => this.zoom(1 / this.viewport.scale);

  focusPicture(): void {
    this.elements.get(this.current ?? '')?.focus({ preventScroll: true });
  }

  /** The part that Tab comes to: the selected one, or the first. */
  private get current(): string | undefined {
    return this.selected ?? this.graph.nodes.keys().next().value;
  }

  /** A part that is away while somebody types, or not read yet, is selected again when it is back. */
  private get selected(): string | undefined {
    const { selected } = this.state.value;
    return selected !== undefined && this.graph.nodes.has(selected) ? selected : undefined;
  }

  private get extent() {
    return { width: this.clientWidth, height: this.clientHeight };
  }

  private get layer(): SVGElement {
    return this.root.firstElementChild as SVGElement;
  }

  private draw(): void {
    this.hovered = undefined;
    this.layer.replaceChildren(...drawTopology(this.picture, themePalette, true).map(svgDom));
    this.elements.clear();
    const { programs, endpoints } = this.picture;
    this.root.setAttribute(
      'aria-label',
      `Topology: ${programs.length} programs, ${endpoints.length} endpoints`,
    );
    for (const element of this.layer.querySelectorAll<SVGElement>('.part')) {
      const key = element.getAttribute('data-key') ?? '';
      this.elements.set(key, element);
      if (!this.graph.nodes.has(key)) {
        // What is linked to what is in the names of the nodes.
        element.setAttribute('aria-hidden', 'true');
        continue;
      }
      element.setAttribute('role', 'button');
      element.setAttribute('aria-label', this.texts.get(key) ?? '');
    }
  }

  /** What was opened beside takes room: the part it is about stays in sight, at the size it had. */
  private resized(): void {
    const { selected, viewport } = this.state.value;
    const node = selected === undefined ? undefined : this.graph.nodes.get(selected);
    if (node) this.apply(showing(this.viewport, node, this.extent));
    else if (!viewport) this.fit();
  }

  private anchored(before: PictureGraph): Viewport {
    const { selected } = this.state.value;
    const key =
      selected !== undefined && before.nodes.has(selected) ? selected : this.nearestToMiddle(before);
    const [from, to] = [before.nodes.get(key ?? ''), this.graph.nodes.get(key ?? '')];
    return from && to ? following(this.viewport, from, to) : this.viewport;
  }

  private nearestToMiddle(before: PictureGraph): string | undefined {
    const { scale, x, y } = this.viewport;
    const [left, top] = [(this.clientWidth / 2 - x) / scale, (this.clientHeight / 2 - y) / scale];
    let [best, least]: [string | undefined, number] = [undefined, Infinity];
    for (const [key, node] of before.nodes) {
      if (!this.graph.nodes.has(key)) continue;
      const distance = Math.hypot(node.x + node.width / 2 - left, node.y + node.height / 2 - top);
      if (distance < least) [best, least] = [key, distance];
    }
    return best;
  }

  private move(viewport: Viewport): void {
    this.state.update({ viewport });
    this.apply(viewport);
  }

  private apply(viewport: Viewport): void {
    this.viewport = viewport;
    if (this.state.value.viewport) this.state.update({ viewport });
    const { scale, x, y } = viewport;
    this.layer.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
    this.didMove.fire(viewport);
  }

  private hover(key: string | undefined): void {
    if (key === this.hovered) return;
    this.hovered = key;
    this.light();
  }

  private select(key: string | undefined): void {
    if (key !== this.state.value.selected) this.state.update({ selected: key });
    this.light();
  }

  /** A click: shows the code, and nothing beside the picture itself takes the selection away. */
  private pick(key: string | undefined): void {
    if (key === undefined) return this.select(undefined);
    if (this.graph.nodes.has(key)) this.elements.get(key)?.focus({ preventScroll: true });
    this.open(key);
  }

  private open(key: string): void {
    const place = this.graph.placeOf(key);
    if (place) this.didOpen.fire(place);
  }

  private light(): void {
    const { selected } = this;
    const key = this.hovered ?? selected;
    const lit = key === undefined ? undefined : this.graph.around(key);
    this.root.classList.toggle('dimming', lit !== undefined);
    const { current } = this;
    for (const [part, element] of this.elements) {
      element.classList.toggle('lit', lit?.has(part) ?? false);
      element.classList.toggle('selected', part === selected);
      if (this.graph.nodes.has(part)) element.setAttribute('tabindex', part === current ? '0' : '-1');
    }
  }

  private pressed(event: KeyboardEvent): void {
    const action = canvasKey(event);
    const { current } = this;
    if (!action || current === undefined) return;
    event.preventDefault();
    switch (action.kind) {
      case 'go':
        return this.go(this.graph.toward(current, action.to));
      case 'first':
        return this.go(this.graph.nodes.keys().next().value);
      case 'last':
        return this.go([...this.graph.nodes.keys()].at(-1));
      case 'pan':
        return this.pan(action.to);
      case 'zoom':
        return this.zoom(action.isIn ? zoomStep : 1 / zoomStep);
      case 'fit':
        return this.fit();
      case 'full':
        return this.zoomToFull();
      case 'open':
        return this.open(current);
      case 'menu':
        return this.showPlaces(current, this.elements.get(current)?.getBoundingClientRect());
      case 'leave':
        if (this.selected === undefined) this.didLeave.fire();
        else this.select(undefined);
    }
  }

  private go(key: string | undefined): void {
    const node = key === undefined ? undefined : this.graph.nodes.get(key);
    if (!node) return;
    this.elements.get(node.key)?.focus({ preventScroll: true });
    const shown = showing(this.viewport, node, this.extent);
    if (shown.x !== this.viewport.x || shown.y !== this.viewport.y) this.move(shown);
  }

  private pan(to: Direction): void {
    const [x, y] = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] }[to] as [number, number];
    this.move(panned(this.viewport, x * panStep, y * panStep));
  }

  /** All the places in the code that a part is about: where it is made, and each bind and connect. */
  private showPlaces(key: string, at: { left: number; top: number; bottom: number } | undefined): void {
    const anchor = this.elements.get(key) as unknown as HTMLElement | undefined;
    if (!anchor) return;
    const keys = [key, ...this.graph.linksAt(key).map((link) => link.key)];
    openMenu(
      anchor,
      () =>
        keys.map((part) => ({
          label: part === key ? 'Open Code' : (this.texts.get(part) ?? ''),
          detail: placeText(this.graph.placeOf(part)),
          run: () => this.open(part),
        })),
      at,
    );
  }
}

function placeText(place: CodePlace | undefined): string | undefined {
  if (!place) return undefined;
  const name = decodeURIComponent(place.uri.slice(place.uri.lastIndexOf('/') + 1));
  return `${name}:${place.span.startLine + 1}`;
}

customElements.define('topology-canvas', TopologyCanvas);
