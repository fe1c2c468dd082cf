import { GraphQLError } from "graphql";

const FALLBACK = "Ask bulkOperation(id:) every few seconds instead.";

const refusal = (message: string, code: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** The client takes no stream, and nobody said where messages are to be sent. */
export const callbackNeeded = (): GraphQLError =>
  refusal(
    `A subscription is answered with server-sent events, or by HTTP callback to a gateway. Ask with "accept: text/event-stream", or name a callback in extensions.subscription. ${FALLBACK}`,
    "SUBSCRIPTION_NEEDS_CALLBACK",
  );

/** `extensions.subscription` is there, but not as the protocol of callbacks has it. */
export const callbackNotValid = (fields: readonly string[]): GraphQLError =>
  refusal(
    `extensions.subscription is not as the callback protocol has it, so nothing was sent. Wrong or missing: ${fields.join(", ")}.`,
    "BAD_USER_INPUT",
  );

/** Messages would go where the configuration does not let them. */
export const callbackNotAllowed = (): GraphQLError =>
  refusal(
    `Messages may not be sent to this callback URL: SUBSCRIPTION_CALLBACK_ORIGINS does not hold its origin, so nothing was sent. ${FALLBACK}`,
    "SUBSCRIPTION_CALLBACK_NOT_ALLOWED",
  );

export const itemsNotWatched = (): GraphQLError =>
  refusal(
    "Items are not sent with each message. Leave `items` out, and read them with bulkOperation(id:).",
    "BAD_USER_INPUT",
  );

export const noSuchOperation = (): GraphQLError =>
  refusal("You have no bulk operation of this id. Check the id.", "BULK_OPERATION_NOT_FOUND");

export const tooManySubscriptions = (): GraphQLError =>
  refusal(
    `Too much is being watched. End a subscription, or try again later. ${FALLBACK}`,
    "TOO_MANY_SUBSCRIPTIONS",
  );
