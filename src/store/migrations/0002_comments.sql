COMMENT ON COLUMN bulk_operations.caller IS 'Null where access control is off.';
--> statement-breakpoint
COMMENT ON COLUMN bulk_operations.input_hash IS 'Hash of the input in one canonical form. Another input under the same idempotency key has another hash.';
--> statement-breakpoint
COMMENT ON TABLE bulk_chunks IS 'Items that one worker takes at a time. Each claim raises the fence; a write with an older fence changes nothing.';
--> statement-breakpoint
COMMENT ON COLUMN bulk_chunks.not_before IS 'The rest of the chunk waits until then.';
--> statement-breakpoint
COMMENT ON COLUMN bulk_items.position IS 'The place in the input, from 0.';
--> statement-breakpoint
COMMENT ON COLUMN bulk_items.target IS 'A course ({ courseId }) or a member change.';
--> statement-breakpoint
COMMENT ON COLUMN bulk_items.begun_at IS 'Set before an attempt is sent. Null again once its outcome is known.';
--> statement-breakpoint
COMMENT ON COLUMN bulk_items.outcome IS 'Null while pending.';
--> statement-breakpoint
COMMENT ON TABLE nickname_syncs IS 'Every sync of a course''s nicknames, alone or as part of a bulk operation.';
--> statement-breakpoint
COMMENT ON TABLE course_leases IS 'Which replica syncs a course now. Replicas take turns.';
--> statement-breakpoint
COMMENT ON TABLE vendor_budgets IS 'Budgets of vendor calls that replicas share. The version changes with each permit that is given out.';
--> statement-breakpoint
COMMENT ON TABLE vendor_permits IS 'How many permits each replica holds of each budget (docs/adr/0022-permits.md).';
--> statement-breakpoint
COMMENT ON COLUMN vendor_permits.expires IS 'For people who read the table. Replicas use the sequence and their own clocks.';
