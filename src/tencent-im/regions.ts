/**
 * The host that serves an app, by the region in which the app was created (docs/vendors/tencent-im.md).
 * Mumbai has been missing from the vendor's pages since 2024 and is kept for apps that still use it.
 */
export const TENCENT_IM_HOSTS = {
  china: "https://console.tim.qq.com",
  singapore: "https://adminapisgp.im.qcloud.com",
  seoul: "https://adminapikr.im.qcloud.com",
  tokyo: "https://adminapijpn.im.qcloud.com",
  frankfurt: "https://adminapiger.im.qcloud.com",
  "silicon-valley": "https://adminapiusa.im.qcloud.com",
  jakarta: "https://adminapiidn.im.qcloud.com",
  riyadh: "https://adminapiksa.im.qcloud.com",
  mumbai: "https://adminapiind.im.qcloud.com",
} as const;

export type TencentImRegion = keyof typeof TENCENT_IM_HOSTS;

/** The vendor's backup hosts in case of DNS hijacking. TENCENT_IM_URL accepts them. Riyadh's is unconfirmed. */
export const TENCENT_IM_BACKUP_HOSTS = [
  "https://adminapi.my-imcloud.com",
  "https://adminapisgp.my-imcloud.com",
  "https://adminapikr.my-imcloud.com",
  "https://adminapijpn.my-imcloud.com",
  "https://adminapiger.my-imcloud.com",
  "https://adminapiusa.my-imcloud.com",
  "https://adminapiidn.my-imcloud.com",
  "https://adminapiksa.my-imcloud.com",
  "https://adminapiind.my-imcloud.com",
] as const;
