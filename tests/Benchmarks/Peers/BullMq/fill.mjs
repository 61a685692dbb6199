// node fill.mjs <redis port> <queue> <jobs> <url> <filling>: makes jobs, in bulk as the manual recommends.
import { Queue } from 'bullmq';

const [port, name, jobs, url, filling] = process.argv.slice(2);
const queue = new Queue(name, { connection: { host: '127.0.0.1', port: Number(port) } });
const group = 500;
for (let first = 0; first < Number(jobs); first += group) {
  const count = Math.min(group, Number(jobs) - first);
  await queue.addBulk(Array.from({ length: count }, (_, i) => (
    { name: 'post', data: { url, body: String(first + i).padStart(10, '0') + filling } }
  )));
}

await queue.close();
