import { useCallback } from "react";
import { useText } from "../messages/use-text.js";

/** Names a vendor in the visitor's language. */
export function useVendorName(): (vendor: string) => string {
  const text = useText();
  return useCallback(
    (vendor) => {
      if (vendor === "classin") return text("vendor.CLASSIN");
      return text(vendor === "tencent-im" ? "vendor.TENCENT_IM" : "vendor.OTHER");
    },
    [text],
  );
}
