import type { Pattern } from '../../../model/dataFlow';

/** The colours of a drawing, as CSS writes them. */
export const colorNames = [
  'background',
  'foreground',
  'dim',
  'box',
  'boxBorder',
  'pill',
  'pillBorder',
  'publish',
  'pipeline',
  'request',
  'pair',
  'raw',
  'unknown',
  'error',
  'warning',
] as const;
export type ColorName = (typeof colorNames)[number];
export type Palette = Readonly<Record<ColorName, string>>;

export const paletteNames = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
export type PaletteName = (typeof paletteNames)[number];

const dark: Palette = {
  background: '#1f1f1f',
  foreground: '#cccccc',
  dim: '#9d9d9d',
  box: '#252526',
  boxBorder: '#4a4a4a',
  pill: '#2d2d2e',
  pillBorder: '#6b6b6b',
  publish: '#59a4f9',
  pipeline: '#89d185',
  request: '#b180d7',
  pair: '#d18616',
  raw: '#cca700',
  unknown: '#9d9d9d',
  error: '#f14c4c',
  warning: '#cca700',
};

const light: Palette = {
  background: '#ffffff',
  foreground: '#3b3b3b',
  dim: '#616161',
  box: '#f8f8f8',
  boxBorder: '#cecece',
  pill: '#f0f0f0',
  pillBorder: '#a0a0a0',
  publish: '#0063d3',
  pipeline: '#388a34',
  request: '#652d90',
  pair: '#b36200',
  raw: '#8a6d00',
  unknown: '#616161',
  error: '#d0021b',
  warning: '#9a6700',
};

/** Of VS Code's own themes, for where no page can tell the colours of the theme in use. */
export const palettes: Readonly<Record<PaletteName, Palette>> = {
  dark,
  light,
  highContrast: {
    ...dark,
    background: '#000000',
    foreground: '#ffffff',
    dim: '#ffffff',
    box: '#000000',
    boxBorder: '#6fc3df',
    pill: '#000000',
    pillBorder: '#6fc3df',
    unknown: '#ffffff',
  },
  highContrastLight: {
    ...light,
    foreground: '#292929',
    dim: '#292929',
    box: '#ffffff',
    boxBorder: '#0f4a85',
    pill: '#ffffff',
    pillBorder: '#0f4a85',
    unknown: '#292929',
  },
};

/** Dashes tell patterns apart where colours do not. */
export const patternDashes: Readonly<Record<Pattern, string | undefined>> = {
  publish: undefined,
  pipeline: '9 5',
  request: undefined,
  pair: '10 4 2 4',
  raw: '2 4',
  unknown: '2 6',
};
