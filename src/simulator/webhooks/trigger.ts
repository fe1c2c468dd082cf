import { request } from "undici";
import { z } from "zod";
import { readTriggerArguments, type TriggerRequest } from "./trigger-arguments.js";
import { triggerHelp } from "./trigger-help.js";

const done = z.object({
  url: z.string().nullable(),
  deliveries: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })),
});
const refused = z.object({ error: z.string(), because: z.string(), todo: z.string() });

/** Runs the `trigger` subcommand. Returns its exit code and what it prints. */
export async function trigger(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly code: 0 | 1; readonly text: string }> {
  const read = readTriggerArguments(args, env);
  if (read === "help") return { code: 0, text: triggerHelp() };
  if ("problems" in read) {
    return {
      code: 1,
      text: [...read.problems, "npm run simulator -- trigger --help shows all options."].join("\n"),
    };
  }
  try {
    return await send(read);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return {
      code: 1,
      text:
        `No simulator answers at ${read.controlUrl} (${String(error.code)}).\n` +
        "Start one: npm run simulator -- --webhooks http://127.0.0.1:4004\n" +
        "If it has another control port, add --control http://127.0.0.1:PORT.",
    };
  }
}

async function send({ event, body, controlUrl }: TriggerRequest) {
  const { body: answer } = await request(`${controlUrl}/events/${event}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  const json = await answer.json().catch(() => undefined);
  const happened = done.safeParse(json);
  if (happened.success) return { code: 0 as const, text: report(event, happened.data) };
  const problem = refused.safeParse(json);
  const text = problem.success
    ? `${problem.data.error} ${problem.data.because} ${problem.data.todo}`
    : `${controlUrl} is not the control API of a simulator. Its URL is in the simulator's output.`;
  return { code: 1 as const, text };
}

function report(event: string, { url, deliveries }: z.output<typeof done>): string {
  if (url === null) {
    return `${event} happened, but the simulator sends no webhooks. Start it with --webhooks http://127.0.0.1:4004.`;
  }
  return deliveries.map(({ id, name, state }) => `${event}: ${name} to ${url}, ${id} is ${state}`).join("\n");
}
