import { topologyColors, topologyDidChange, topologyReady } from '../../protocol/topology';
import { HostLink } from '../inspector/hostLink';
import { PageStateStore } from './pageState';
import './styles/topology.css';
import { resolvedColors } from './themeColors';
import { TopologyApp } from './topologyApp';

/** Connects the page to its host, asks for the picture, and shows it. */
async function start(): Promise<void> {
  const api = acquireVsCodeApi();
  const host = new HostLink(api);
  const state = new PageStateStore(api);
  const app = new TopologyApp();
  app.host = host;
  app.state = state;
  app.page = { filter: state.value.filter ?? { words: '', problemsOnly: false } };
  document.getElementById('root')!.replaceChildren(app);

  host.on(topologyDidChange, (page) => app.accept(page));
  host.start();
  const tellColors = () => host.notify(topologyColors, resolvedColors());
  // VS Code sets the theme's variables on the root, and its kind on the body.
  const observer = new MutationObserver(tellColors);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ['style', 'class'] });
  }
  app.accept(await host.request(topologyReady, { filter: state.value.filter }));
  tellColors();
}

start().catch((error: unknown) => {
  const message = document.createElement('p');
  message.className = 'fatal';
  message.textContent = error instanceof Error ? error.message : String(error);
  document.getElementById('root')?.replaceChildren(message);
});
