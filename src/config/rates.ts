import { z } from "zod";

/** For test servers on this machine: load tests and benchmarks run the same code at higher rates. */
const MAX_ON_LOOPBACK = 100_000;

/**
 * Commands for which Tencent sells higher limits, in steps of 100 (docs/vendors/tencent-im.md). All other limits are
 * fixed.
 */
const RAISABLE_COMMANDS: ReadonlySet<string> = new Set([
  "add_group_member",
  "create_group",
  "delete_group_member",
  "destroy_group",
  "get_group_info",
  "get_group_member_info",
  "get_joined_group_list",
  "get_role_in_group",
  "group_msg_get_simple",
  "portrait_get",
  "portrait_set",
  "query_online_status",
  "send_group_msg",
  "send_group_system_notification",
]);

/** A whole number of calls a second. */
export const rate = () =>
  z.coerce.number("must be a number").int("must be whole").min(1).max(MAX_ON_LOOPBACK);

export const callsPerSecond = (fallback: number) => rate().default(fallback);

/** A comma-separated list of `command=rate`. */
export const commandRates = () =>
  z
    .string()
    .default("")
    .transform((text, context): ReadonlyMap<string, number> => {
      const rates = new Map<string, number>();
      for (const entry of text.split(",").map((part) => part.trim())) {
        if (entry === "") continue;
        const [, command = "", digits] = /^([a-z_]{1,64})\s*=\s*(\d{1,6})$/.exec(entry) ?? [];
        const parsed = rate().safeParse(digits);
        const problem = problemOf(command, parsed.success, rates);
        if (problem !== null) {
          context.addIssue({ code: "custom", message: problem });
          return z.NEVER;
        }
        if (parsed.success) rates.set(command, parsed.data);
      }
      return rates;
    });

function problemOf(command: string, isRate: boolean, rates: ReadonlyMap<string, number>): string | null {
  if (command === "" || !isRate)
    return `must look like get_group_info=500,get_role_in_group=300, with whole rates from 1 to ${MAX_ON_LOOPBACK}`;
  if (!RAISABLE_COMMANDS.has(command))
    return `can only name commands for which Tencent sells higher limits: ${[...RAISABLE_COMMANDS].join(", ")}`;
  return rates.has(command) ? "must name each command once" : null;
}
