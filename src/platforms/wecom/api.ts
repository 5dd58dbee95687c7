/** WeCom's server API with one app's token, by the paths below `/cgi-bin/`. */
export interface WecomApi {
  /** POSTs JSON; the answer of a call that went well. Throws WecomError. */
  post(path: string, body: object): Promise<Record<string, unknown>>
  /** GETs with these query parameters. */
  get(path: string, query: Record<string, string>): Promise<Record<string, unknown>>
  /** Uploads a temporary file, kept for three days; its media_id. */
  upload(
    kind: 'image' | 'voice' | 'video' | 'file',
    file: { name: string; mediaType: string; bytes: Buffer },
  ): Promise<string>
  /** The bytes behind a media_id; `undefined` where it is gone. */
  download(mediaId: string): Promise<{ name: string; mediaType: string; bytes: Buffer } | undefined>
}
