import { topologyColors, topologyDidChange, topologyReady } from '../../protocol/topology';
import { HostLink } from '../inspector/hostLink';
import { keptState, PageState } from './pageState';
import './styles/topology.css';
import { resolvedColors } from './themeColors';
import { TopologyApp } from './topologyApp';

/** Connects the page to its host, asks for the picture, and shows it. */
async function start(): Promise<void> {
  const api = acquireVsCodeApi();
  const host = new HostLink(api);
  const app = new TopologyApp();
  host.on(topologyDidChange, (page) => app.accept(page));
  host.start();
  const { state: saved, ...page } = await host.request(topologyReady, keptState(api));
  const state = new PageState(api, host, saved);
  window.addEventListener('blur', () => state.save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') state.save();
  });
  app.host = host;
  app.state = state;
  app.page = page;
  document.getElementById('root')!.replaceChildren(app);
  app.accept(page);

  const tellColors = () => host.notify(topologyColors, resolvedColors());
  // VS Code sets the theme's variables on the root, and its kind on the body.
  const observer = new MutationObserver(tellColors);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ['style', 'class'] });
  }
  tellColors();
}

start().catch((error: unknown) => {
  const message = document.createElement('p');
  message.className = 'fatal';
  message.textContent = error instanceof Error ? error.message : String(error);
  document.getElementById('root')?.replaceChildren(message);
});
