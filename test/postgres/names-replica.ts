import { startApp } from "../../src/app.js";
import { readConfig } from "../../src/config/config.js";

/** One replica. With short leases, a test need not wait until another replica takes over. */
const { LEASE_MS } = process.env;
const nameRules = LEASE_MS === undefined ? {} : { leaseMs: Number(LEASE_MS), retryMs: 200 };
await startApp(readConfig(process.env), { nameRules });
