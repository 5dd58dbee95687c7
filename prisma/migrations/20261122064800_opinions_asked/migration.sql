-- Asked of every few seconds while a category is open: how many opinions were asked for today.
CREATE INDEX "AuditEvent_opinion_asked" ON "AuditEvent"("at") WHERE "kind" = 'opinion.asked';
