/** Bytes of script, gzipped: of the first view, and with the worker that makes the first numbers. */
export const scriptsOf: (built: string) => { readonly page: number; readonly pageAndDesk: number }
