import { mutedUntilNow } from "../world.js";
import type { CommandContext } from "./command.js";
import { refuseOldName } from "./odd-requests.js";
import { Refusal } from "./refusal.js";

/** A mute as it comes in: under its name of today or that of before 2022, not both. */
export function muteSeconds(
  input: { MuteTime?: number | undefined; ShutUpTime?: number | undefined },
  context: CommandContext,
): number | undefined {
  const { MuteTime: today, ShutUpTime: before } = input;
  if (before === undefined) return today;
  refuseOldName("ShutUpTime", context);
  if (today !== undefined) throw new Refusal(10004, "ShutUpTime is the old name of MuteTime");
  return before;
}

/** The largest number of seconds that a request can hold. For forbid_send_msg it is documented to mean "for ever". */
const FOR_EVER = 0xffffffff;

/** The Unix second in which a mute ends, which may lie beyond 32 bits. 0: not muted. */
export function muteUntil(seconds: number, { world, choices }: CommandContext): number {
  if (seconds === 0) return 0;
  if (seconds === FOR_EVER && choices.permanentMuteUntil === "largest-value") return FOR_EVER;
  return world.clock.seconds() + seconds;
}

/** The end of a mute as answers show it. */
export const shownMute = (until: number, { world, choices }: CommandContext): number =>
  choices.expiredMutes === "shown" ? until : mutedUntilNow(until, world.clock);
