import { useText } from "../messages/use-text.js";
import { useWhen } from "../messages/use-when.js";

interface Props {
  readonly time: string | null;
}

/** Until when a member is muted. Nothing if the member may write. */
export function MutedUntil({ time }: Props) {
  const text = useText();
  const when = useWhen();
  return time === null ? null : <>{text("roster.mutedUntil", { until: when(time) })}</>;
}
