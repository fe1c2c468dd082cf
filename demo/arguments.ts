import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run demo -- [options]

  --once                     stop after the last step; the exit code is 0 if every step succeeded, else 1
  --quiet                    hide the log of requests and vendor calls, which --once never shows
  --pause MS                 wait MS milliseconds between the steps
  --stop-simulator-midway    stop the vendors' simulator halfway, to show failures

Variables for other ports: GATEWAY_PORT (4000), PORT (4001), ADMIN_PORT (4002), SCHOOL_PORT (4003), WEBHOOKS_PORT (4004),
SIMULATOR_PORT (4010) and SIMULATOR_CONTROL_PORT (4011).
`;

export interface Arguments {
  readonly once: boolean;
  readonly quiet: boolean;
  readonly pauseMs: number;
  readonly stopMidway: boolean;
}

export function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      pause: { type: "string", default: "0" },
      "stop-simulator-midway": { type: "boolean", default: false },
    },
  });
  const pauseMs = Number(values.pause);
  if (!Number.isInteger(pauseMs) || pauseMs < 0)
    throw new Error("--pause must be a whole number of milliseconds.");
  return {
    once: values.once,
    quiet: values.quiet || values.once,
    pauseMs,
    stopMidway: values["stop-simulator-midway"],
  };
}
