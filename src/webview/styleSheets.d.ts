// Style sheets are imported for esbuild, which puts them into the page's one sheet.
declare module '*.css';
