import type { z } from "zod";
import type { World } from "../world.js";
import type { ClassInEvent } from "./classin-message.js";
import type { WebhookSettings } from "./settings.js";
import type { TencentEvent } from "./tencent-message.js";

export interface EventContext {
  readonly world: World;
  /** ClassIn's number of the school. */
  readonly sid: string;
  /** Tencent IM's administrator, for changes of groups without an owner. */
  readonly admin: string;
  readonly settings: WebhookSettings;
  readonly tencentIm: (event: TencentEvent) => void;
  readonly classin: (event: ClassInEvent) => void;
}

/** Something that happens at a vendor without a call of ours. */
export interface SchoolEvent<Input extends z.ZodObject = z.ZodObject> {
  /** For `--help` and the control API. */
  readonly what: string;
  readonly input: Input;
  /** Changes the world and reports the event. Throws a `Problem` if it cannot happen. */
  readonly apply: (input: z.output<Input>, context: EventContext) => void;
}

/** Lets the compiler infer the input. */
export const event = <Input extends z.ZodObject>(spec: SchoolEvent<Input>): SchoolEvent<Input> => spec;
