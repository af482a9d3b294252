import temml from 'temml'

/*
 * Equations as MathML, at build time. The content policy of the workbench refuses style attributes, so that each becomes a
 * class, and the classes a part of the style sheet.
 */

export interface Equations {
  readonly render: (tex: string, display: boolean) => string
  /** Rules for the classes given so far. */
  readonly styles: () => string
}

export const newEquations = (): Equations => {
  const classes = new Map<string, string>()
  const classOf = (style: string): string => {
    const known = classes.get(style)
    if (known !== undefined) return known
    const name = `m${classes.size}`
    classes.set(style, name)
    return name
  }
  return {
    render: (tex, display) => {
      const markup = temml.renderToString(tex, { displayMode: display, throwOnError: true, strict: true })
      return markup.replace(/<(\w+)([^>]*?) style="([^"]*)"([^>]*)>/g, (_, tag, before, style, after) => {
        const attributes = `${before}${after}`
        const name = classOf(style)
        return /class="/.test(attributes)
          ? `<${tag}${attributes.replace(/class="/, `class="${name} `)}>`
          : `<${tag}${attributes} class="${name}">`
      })
    },
    styles: () => [...classes].map(([style, name]) => `.${name}{${style}}`).join('\n'),
  }
}
