import type { SvgElement } from '../../analysis/topology/drawing/svgElement';

const namespace = 'http://www.w3.org/2000/svg';

/** The drawing as elements of the page; texts become text nodes, whatever is in them. */
export function svgDom({ tag, attributes, children }: SvgElement): SVGElement {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  for (const child of children) element.append(typeof child === 'string' ? child : svgDom(child));
  return element;
}
