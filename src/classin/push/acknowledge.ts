/** What ClassIn waits for before it sends the next message. The text is not read. */
export const ACKNOWLEDGED = '{"error_info":{"errno":1,"error":"OK"}}';

/** Makes ClassIn send the same message again in ten seconds. */
export const NOT_ACKNOWLEDGED =
  '{"error_info":{"errno":0,"error":"The message was not stored. Send it again."}}';
