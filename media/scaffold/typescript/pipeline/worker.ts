/** Worker of the pipeline: takes a task, sends the result on (PULL, PUSH). */
import { Pull, Push, type Socket } from 'zeromq';

const usage = 'usage: worker [TASKS] [RESULTS]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const tasksEndpoint = args[0] ?? '{{endpoint.tasks}}';
const resultsEndpoint = args[1] ?? '{{endpoint.results}}';
if (args.length > 2) {
  console.error(usage);
  process.exit(2);
}

function connect(socket: Socket, endpoint: string): void {
  try {
    socket.connect(endpoint);
  } catch (error) {
    console.error(`Cannot connect to ${endpoint}: ${(error as Error).message}`);
    process.exit(1);
  }
}

const tasks = new Pull({ linger: 0 });
// What is on its way to the sink at the end has 200 ms to get there.
const results = new Push({ linger: 200 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    tasks.close();
    results.close();
  });
}
connect(tasks, tasksEndpoint);
connect(results, resultsEndpoint);

try {
  for await (const frames of tasks) {
    const task = frames.map(String).join();
    if (!/^-?\d+$/.test(task)) {
      console.error('A task is not an integer.');
      continue;
    }
    const n = BigInt(task);
    const result = `${n} squared is ${n * n}`;
    await results.send(result);
    console.log(result);
  }
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!results.closed) throw error;
}
