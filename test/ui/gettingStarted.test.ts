import { Asking } from './support/asking';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

/** A first look: the empty view and the walkthrough, with every button of both. */
describe('getting started', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.start();
    await workbench.showSessions();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('getting-started-failed');
  });
  after(() => workbench.dispose());

  const welcome = (name: string) =>
    workbench.page.locator('.part.sidebar').getByRole('button', { name, exact: true });
  const walkthrough = () => workbench.page.locator('.gettingStartedSlideDetails');
  const step = (title: string) => walkthrough().locator('.getting-started-step').filter({ hasText: title });
  const asked = (text: string) => new Asking(workbench).asked(text);
  const active = (text: string) => new Asking(workbench).active(text);
  const press = (key: string) => workbench.page.keyboard.press(key);
  /** Opens a step of the walkthrough, and clicks its button. */
  const follow = async (title: string, button: string) => {
    await step(title).locator('.step-title').click();
    await step(title).getByRole('button', { name: button }).click();
  };
  const done = (title: string) => step(title).locator('.codicon-getting-started-step-checked').waitFor();

  it('the empty view leads to a new session and to the walkthrough', async () => {
    // One is in the title bar of the view.
    await welcome('New Session').last().click();
    await asked('New ZeroMQ Session (1/3)');
    await press('Escape');
    await welcome('Scaffold Pattern').click();
    await asked('Scaffold Pattern (1/5)');
    await press('Escape');
    await workbench.setTheme('dark');
    await workbench.screenshot('welcome-dark');
    await welcome('Take the Walkthrough').click();
    await walkthrough().getByText('Get Started with ZeroMQ Workbench').waitFor();
    await step('Open a session').waitFor();
    await workbench.setTheme('light');
    await workbench.screenshot('walkthrough-light');
    await workbench.setTheme('dark');
    await workbench.screenshot('walkthrough-dark');
  });

  it('the walkthrough’s buttons do what they say, and its steps get done', async () => {
    await follow('Open a session', 'New Session');
    await asked('New ZeroMQ Session (1/3)');
    await workbench.quickInput.locator('input[type="text"]').fill('PUB');
    await active('PUB');
    await press('Enter');
    await asked('New ZeroMQ Session (2/3)');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Listen' }).click();
    await asked('New ZeroMQ Session (3/3)');
    await workbench.quickInput.locator('input[type="text"]').fill('inproc://walk');
    await active('inproc://walk');
    await press('Enter');
    await workbench.tab('PUB inproc://walk').waitFor();
    await new SessionsView(workbench).describes('PUB inproc://walk', '0/s · 0 peers');
    await workbench.execute('workbench.action.closeActiveEditor');
    await done('Open a session');

    await follow('Watch what travels', 'Open Inspector');
    await workbench.tab('PUB inproc://walk').waitFor();
    await workbench.execute('workbench.action.closeActiveEditor');
    await done('Watch what travels');

    await follow('Send a message', 'Send Message');
    await asked('Send from PUB inproc://walk');
    await press('Escape');
    await done('Send a message');

    await follow('Start from a pattern', 'Scaffold Pattern');
    await asked('Scaffold Pattern (1/5)');
    await press('Escape');
    await done('Start from a pattern');
    await workbench.screenshot('walkthrough-scaffold-dark');

    await follow('Share sessions with your team', 'Open Session Settings');
    await workbench.tab('settings.json').waitFor();
  });
});
