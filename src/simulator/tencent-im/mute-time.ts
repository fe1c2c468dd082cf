import { mutedUntilNow } from "../world.js";
import type { CommandContext } from "./command.js";
import { refuseOldName } from "./odd-requests.js";
import { Refusal } from "./refusal.js";

/** The duration of a mute in a request, by its current name or its name before 2022, but not both. */
export function muteSeconds(
  input: { MuteTime?: number | undefined; ShutUpTime?: number | undefined },
  context: CommandContext,
): number | undefined {
  const { MuteTime: seconds, ShutUpTime: oldSeconds } = input;
  if (oldSeconds === undefined) return seconds;
  refuseOldName("ShutUpTime", context);
  if (seconds !== undefined) throw new Refusal(10004, "ShutUpTime and MuteTime are the same, send one");
  return oldSeconds;
}

/** The largest value that a request allows. For forbid_send_msg it is documented as permanent. */
const FOR_EVER = 0xffffffff;

/** The end of a mute in Unix seconds, which may exceed 32 bits. 0: not muted. */
export function muteUntil(seconds: number, { world, choices }: CommandContext): number {
  if (seconds === 0) return 0;
  if (seconds === FOR_EVER && choices.permanentMuteUntil === "largest-value") return FOR_EVER;
  return world.clock.seconds() + seconds;
}

/** The end of a mute as shown in answers. */
export const shownMute = (until: number, { world, choices }: CommandContext): number =>
  choices.expiredMutes === "shown" ? until : mutedUntilNow(until, world.clock);
