// node worker.mjs <redis port> <concurrency>: posts every job to its url.
import { Worker } from 'bullmq';
import IORedis from 'ioredis';
import { Agent, request } from 'undici';

const [port, concurrency] = process.argv.slice(2).map(Number);
const dispatcher = new Agent({ connections: concurrency });

// Blocking commands must not be given up: the manual asks for it.
const connection = new IORedis({ host: '127.0.0.1', port, maxRetriesPerRequest: null });
const worker = new Worker('peer', async (job) => {
  const { statusCode, body } = await request(job.data.url, {
    method: 'POST',
    body: job.data.body,
    headers: { 'content-type': 'application/json' },
    dispatcher,
  });
  await body.dump();
  if (statusCode !== 200) {
    throw new Error(`answered ${statusCode}`);
  }
}, { connection, concurrency, removeOnComplete: { count: 1000 }, removeOnFail: { count: 5000 } });
worker.on('error', (error) => console.error(error));
worker.on('failed', (_, error) => console.error(error));
