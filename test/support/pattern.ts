/** The migrated database every test's own is a copy of. */
export const pattern = 'kefutai_pattern'
