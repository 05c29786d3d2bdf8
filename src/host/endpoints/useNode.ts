import type { UseView } from '../../protocol/analysis';

/** A use of an endpoint in the source; commands of lenses, hovers and the Endpoints view get it. */
export interface UseNode {
  readonly kind: 'endpointUse';
  readonly use: UseView;
}

export function useNode(use: UseView): UseNode {
  return { kind: 'endpointUse', use };
}

export function isUseNode(value: unknown): value is UseNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'endpointUse';
}
