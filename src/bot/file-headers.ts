/** How a browser is given a file that somebody sent: it is saved unless `shown`, and can run nothing. */
export function fileHeaders(name: string, shown: boolean): { 'content-disposition': string; 'content-security-policy': string } {
  // the plain name is for old browsers; filename* carries any script
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  }
}
