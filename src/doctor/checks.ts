import type { Config } from "../config/config.js";
import { courseGroups } from "../school/course-groups.js";
import { systemClock } from "../vendor/clock.js";
import { checkClassin } from "./classin.js";
import { checkClock } from "./clock.js";
import type { Check } from "./finding.js";
import { checkStore } from "./store.js";
import { checkRegion, checkTencentIm } from "./tencent-im.js";
import { checkTokenKeys } from "./token-keys.js";
import { classinProbes, tencentImProbe } from "./vendor-probes.js";
import { checkClassinWebhooks, checkTencentWebhooks } from "./webhooks.js";

/** Every check of a valid configuration, in the order in which they are printed. Each vendor is asked once for several. */
export function checksOf(config: Config, publicUrl: URL | null): readonly Check[] {
  const clock = systemClock;
  const probes = classinProbes(config.classin, clock);
  const [v1, v2] = [probes.v1(), probes.v2()];
  const anyGroup = courseGroups(config.courseGroupId).groupIdOf("0");
  const tencentIm = tencentImProbe(config.tencentIm, anyGroup, clock);
  const webhooks = { settings: config.webhooks, publicUrl, sdkAppId: config.tencentIm.sdkAppId, clock };
  return [
    {
      check: "classin",
      title: "ClassIn, v1 calls",
      run: () => checkClassin("v1", { first: v1, probes, clock }),
    },
    {
      check: "classin-v2",
      title: "ClassIn, v2 calls",
      run: () => checkClassin("v2", { first: v2, probes, clock }),
    },
    { check: "tencent-im", title: "Tencent IM", run: () => checkTencentIm(tencentIm) },
    { check: "region", title: "Tencent IM's region", run: () => checkRegion(tencentIm, config.tencentIm) },
    { check: "clock", title: "clock", run: () => checkClock({ ClassIn: v1, "Tencent IM": tencentIm }) },
    { check: "token-keys", title: "token keys", run: () => checkTokenKeys(config.auth) },
    { check: "store", title: "store", run: () => checkStore(config.store) },
    { check: "webhooks-classin", title: "webhooks of ClassIn", run: () => checkClassinWebhooks(webhooks) },
    {
      check: "webhooks-tencent-im",
      title: "webhooks of Tencent IM",
      run: () => checkTencentWebhooks(webhooks),
    },
  ];
}
