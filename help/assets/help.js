// Colours as in the workbench, and the search. The pages work without it.
;(() => {
  const KEY = 'guarantor.theme'
  const MOST = 15
  const AROUND = 90

  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? 'auto'
    } catch {
      return 'auto'
    }
  }
  const show = (theme) => {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
    else delete document.documentElement.dataset.theme
  }
  // Before the page is drawn, so that it does not flash.
  show(kept())

  /** Loads the sections of all pages when somebody first searches; a script, since pages in a folder may not fetch. */
  let loading = null
  const sections = () => {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = 'search.js'
      script.onload = () => resolve(window.guarantorSections)
      script.onerror = reject
      document.head.append(script)
    })
    return loading
  }

  const scoreOf = ([, , title, heading, text], words) => {
    const phrase = words.join(' ')
    let score = 0
    if (heading.toLowerCase().includes(phrase)) score += 30
    else if (text.toLowerCase().includes(phrase)) score += 6
    for (const word of words) {
      const inTitle = title.toLowerCase().includes(word)
      const inHeading = heading.toLowerCase().includes(word)
      const inText = text.toLowerCase().includes(word)
      if (!inTitle && !inHeading && !inText) return 0
      score +=
        (heading.toLowerCase() === word ? 60 : 0) +
        (inHeading ? 20 : 0) +
        (inTitle ? 8 : 0) +
        (inText ? 1 : 0)
    }
    return score
  }

  const marked = (text, words) => {
    const low = text.toLowerCase()
    const whole = low.indexOf(words.join(' '))
    const hit =
      whole >= 0 ? whole : Math.min(...words.map((word) => low.indexOf(word)).filter((at) => at >= 0))
    const from = Number.isFinite(hit) ? Math.max(0, hit - AROUND) : 0
    const piece = text.slice(from, from + 3 * AROUND)
    const out = document.createElement('p')
    out.append(from > 0 ? '… ' : '')
    let at = 0
    while (at < piece.length) {
      const hits = words
        .map((word) => ({ word, k: piece.toLowerCase().indexOf(word, at) }))
        .filter(({ k }) => k >= 0)
        .sort((a, b) => a.k - b.k || b.word.length - a.word.length)
      if (hits.length === 0) break
      const [{ word, k }] = hits
      const mark = document.createElement('mark')
      mark.textContent = piece.slice(k, k + word.length)
      out.append(piece.slice(at, k), mark)
      at = k + word.length
    }
    out.append(piece.slice(at), from + piece.length < text.length ? ' …' : '')
    return out
  }

  const begin = () => {
    const theme = document.querySelector('.theme')
    const select = theme.querySelector('select')
    theme.hidden = false
    select.value = kept()
    select.addEventListener('change', () => {
      try {
        localStorage.setItem(KEY, select.value)
      } catch {
        // Kept for this page only.
      }
      show(select.value)
    })

    // The page one is on is seen in the contents, however long they are.
    const contents = document.getElementById('contents')
    const current = contents.querySelector('[aria-current]')
    if (current !== null && current.offsetTop > contents.clientHeight)
      contents.scrollTop = current.offsetTop - contents.clientHeight / 2

    const input = document.getElementById('search')
    const state = document.getElementById('search-state')
    const found = document.getElementById('found')
    document.querySelector('search').hidden = false
    const search = async () => {
      const asked = input.value
      const words = asked
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '')
      found.hidden = words.length === 0
      found.replaceChildren()
      if (words.length === 0) {
        state.textContent = ''
        return
      }
      const all = await sections().catch(() => [])
      if (input.value !== asked) return
      const hits = all
        .map((row) => ({ row, score: scoreOf(row, words) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
      const list = document.createElement('ol')
      for (const { row } of hits.slice(0, MOST)) {
        const [page, anchor, title, heading, text] = row
        const item = document.createElement('li')
        const link = document.createElement('a')
        link.href = `${page}.html#${anchor}`
        link.textContent = heading === title ? title : `${title}: ${heading}`
        link.addEventListener('click', () => {
          found.hidden = true
        })
        item.append(link, marked(text, words))
        list.append(item)
      }
      state.textContent = hits.length === 1 ? '1 place found' : `${hits.length} places found`
      const note = document.createElement('p')
      note.textContent =
        hits.length === 0
          ? 'Nothing found.'
          : hits.length > MOST
            ? `${hits.length} places found; the first ${MOST}:`
            : state.textContent
      found.replaceChildren(note, list)
    }
    input.addEventListener('input', () => void search())
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        input.value = ''
        void search()
      }
      if (event.key === 'Enter') found.querySelector('a')?.click()
    })
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.target.matches('input, select, textarea')) return
      event.preventDefault()
      input.focus()
    })
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
  else begin()
})()
