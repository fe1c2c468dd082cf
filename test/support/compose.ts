import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Service = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), target: z.string() }).optional(),
  command: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.string().optional(),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.unknown()),
});

export type ComposeService = z.output<typeof Service>;

/** ops/compose.yaml with its merge keys resolved, and with `${NAME}` as it is written. */
export const composeFile = () =>
  Compose.parse(parse(readFileSync("ops/compose.yaml", "utf8"), { merge: true }));

/** The services that run with these profiles. Services without a profile always run. */
export const servicesWith = (profiles: readonly string[]): Readonly<Record<string, ComposeService>> =>
  Object.fromEntries(
    Object.entries(composeFile().services).filter(
      ([, service]) =>
        service.profiles.length === 0 || service.profiles.some((one) => profiles.includes(one)),
    ),
  );
