import * as z from 'zod'
import type { HttpResponse } from './response.ts'

export const pageSchema = z.enum(['html', 'empty', 'text', 'json'])

const PAGES: Readonly<Record<z.output<typeof pageSchema>, readonly [type: string, body: string]>> = {
  html: ['text/html', '<html><head><title>Blocked</title></head><body>Your network does not allow this.</body></html>'],
  empty: ['text/plain', ''],
  text: ['text/plain', 'The request was rejected.'],
  json: ['application/json', '{"error":"rejected","reference":"c0ffee"}'],
}

/** The response of a proxy or scanner between us and GitHub, which may have forwarded the request. */
export function proxyResponse(status: number, page: z.output<typeof pageSchema>): HttpResponse {
  const [type, body] = PAGES[page]
  return { isFromGitHub: false, status, headers: { 'content-type': type }, body }
}

/** The response of GitHub's own gateway if the servers behind it do not answer. Like a proxy, it sends no headers of GitHub's API. */
export function gatewayResponse(status: number): HttpResponse {
  const body = `<html><h1>${status}</h1>Unicorn!</html>`
  return { isFromGitHub: false, status, headers: { 'content-type': 'text/html' }, body }
}
