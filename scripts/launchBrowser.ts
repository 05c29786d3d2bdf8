import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './findBrowser.ts';

const flags = [
  // the only pages are our own, and Chromium's sandbox does not start for root or in most containers
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // /dev/shm is 64 MB in a container
  '--disable-dev-shm-usage',
];

/** Throws with what to install when there is no browser. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(
      'No Chromium, Chrome or Edge was found. Install one, or name one in ZEROMQ_TEST_BROWSER.',
    );
  }
  return chromium.launch({ executablePath, args: flags });
}
