/** Requests to our own server: CSRF, language, keys, and refusals as values one can show. */
export type Locale = 'vi' | 'en'

/** What the server said no to (RFC 9457); `detail` is a sentence for the person. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status: number,
    readonly facts: Record<string, unknown>,
  ) {
    super(code)
  }
}

/** No answer: the network is away, or the server is. Nothing is known of what was sent. */
export class Unreachable extends Error {}

let language: Locale = 'vi'
export function speak(locale: Locale): void {
  language = locale
}

export function cookie(name: string): string {
  return (
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? ''
  )
}

/** A random UUID; `crypto.randomUUID` itself exists in secure contexts only. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export interface Options {
  method?: 'GET' | 'POST' | 'DELETE'
  body?: unknown
  key?: string
  /** Milliseconds until the silence counts as `Unreachable`. */
  patience?: number
}

/** Raises Refusal, or Unreachable. A FormData body is sent as it is, anything else as JSON. */
export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const { method = 'GET', body, key, patience = 20_000 } = options
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
  if (method !== 'GET') headers['X-CSRFToken'] = cookie('csrftoken') || cookie('__Host-csrftoken')
  if (key) headers['Idempotency-Key'] = key
  const form = body instanceof FormData
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json'

  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    })
  } catch {
    throw new Unreachable()
  }
  const said = (await response.json().catch(() => null)) as Record<string, unknown> | null
  if (response.ok) return said as T
  if (response.status >= 502 && response.status <= 504) throw new Unreachable()
  throw new Refusal(
    String(said?.code ?? 'web.unknown'),
    String(said?.detail ?? ''),
    response.status,
    (said?.facts as Record<string, unknown>) ?? {},
  )
}

export interface Sending {
  method?: 'POST' | 'PATCH'
  key?: string
  headers?: Record<string, string>
  /** Stops what is under way: it ends as `Unreachable`. */
  signal?: AbortSignal
}

/** An upload with its progress, which fetch cannot tell. Raises Refusal, or Unreachable. */
export function upload<T>(
  path: string,
  body: FormData | Blob,
  { method = 'POST', key, headers = {}, signal }: Sending,
  onProgress: (share: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open(method, path)
    sending.setRequestHeader('X-CSRFToken', cookie('csrftoken') || cookie('__Host-csrftoken'))
    sending.setRequestHeader('Accept-Language', language)
    if (key) sending.setRequestHeader('Idempotency-Key', key)
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value)
    sending.responseType = 'json'
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    sending.onerror = sending.onabort = () => reject(new Unreachable())
    signal?.addEventListener('abort', () => sending.abort(), { once: true })
    sending.onload = () => {
      const said = sending.response as Record<string, unknown> | null
      if (sending.status < 300) resolve(said as T)
      else if (sending.status >= 502 && sending.status <= 504) reject(new Unreachable())
      else
        reject(
          new Refusal(
            String(said?.code ?? 'web.unknown'),
            String(said?.detail ?? ''),
            sending.status,
            (said?.facts as Record<string, unknown>) ?? {},
          ),
        )
    }
    sending.send(body)
  })
}
