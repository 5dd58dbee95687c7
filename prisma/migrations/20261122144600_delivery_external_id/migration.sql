-- The card behind a message of a chat platform is looked up by the platform's id of it.
CREATE INDEX "Delivery_card_at" ON "Delivery"("platform", "address", "externalId", "seq") WHERE "cardKey" IS NOT NULL AND "externalId" IS NOT NULL;
