// node worker.mjs <redis port> <queue> <concurrency>: posts every job to its url.
import { Worker } from 'bullmq';
import IORedis from 'ioredis';
import { Agent, request } from 'undici';

const [port, name, concurrency] = process.argv.slice(2);
const dispatcher = new Agent({ connections: Number(concurrency) });

// Blocking commands must not be given up: the manual asks for it.
const connection = new IORedis({ host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null });
const worker = new Worker(name, async (job) => {
  const { statusCode, body } = await request(job.data.url, {
    method: 'POST',
    body: job.data.body,
    headers: { 'content-type': 'text/plain' },
    dispatcher,
  });
  await body.dump();
  if (statusCode !== 200) {
    throw new Error(`answered ${statusCode}`);
  }
}, { connection, concurrency: Number(concurrency), removeOnComplete: { count: 1000 }, removeOnFail: { count: 5000 } });
worker.on('error', (error) => console.error(error));
worker.on('failed', (_, error) => console.error(error));
