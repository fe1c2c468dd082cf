import { growthIn, heapBytesPerThousand } from "./soak/growth.js";
import { soak } from "./soak/run-soak.js";

/** The total number of requests. SOAK_REQUESTS changes it, for example for a short run. */
const requests = Number(process.env["SOAK_REQUESTS"] ?? 200_000);
if (!Number.isInteger(requests) || requests < 1000 || requests > 10_000_000)
  throw new Error("SOAK_REQUESTS must be a whole number from 1000 to 10000000.");

const startedAt = performance.now();
const report = await soak({ requests, samples: 10, note: (line) => process.stderr.write(`${line}\n`) });
const growth = growthIn(report.samples);
process.stdout.write(
  `${JSON.stringify(
    {
      ...report,
      tookSeconds: Math.round((performance.now() - startedAt) / 1000),
      heapBytesPerThousandRequests: heapBytesPerThousand(report.samples),
      growth,
    },
    null,
    2,
  )}\n`,
);
if (growth.length > 0) process.exitCode = 1;
