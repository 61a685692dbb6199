// node fill.mjs <redis port> <jobs> <url> <bytes>: makes jobs, in bulk as the manual recommends.
import { Queue } from 'bullmq';

const [port, jobs, url, bytes] = process.argv.slice(2);
const queue = new Queue('peer', { connection: { host: '127.0.0.1', port: Number(port) } });
const group = 500;
for (let first = 0; first < Number(jobs); first += group) {
  const count = Math.min(group, Number(jobs) - first);
  await queue.addBulk(Array.from({ length: count }, (_, i) => {
    const head = `{"number":${first + i},"text":"`;
    return { name: 'post', data: { url, body: `${head}${'x'.repeat(Number(bytes) - head.length - 2)}"}` } };
  }));
}

await queue.close();
