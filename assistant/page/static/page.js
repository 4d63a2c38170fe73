() => {
  // The article beside the chat, the copying of answers, the quote under the pointer. All requests go to this server.
  const chosen = selector => document.querySelector(selector);
  let opened = null; // {cites, at, from, back}
  let summary = ''; // what the panel's summary was asked with

  const cites = element => [...element.closest('.answer').querySelectorAll('a.cite')];

  async function open(list, at, from) {
    const back = from.closest('.digest') ? summary : opened && opened.back;
    opened = {cites: list, at, from, back};
    const {article} = list[at].dataset;
    const {start, end} = list[at].dataset;
    const apart = one => +one.dataset.end <= +start || +one.dataset.start >= +end;
    const same = list.filter(one => one.dataset.article === article && (one === list[at] || apart(one)));
    const query = new URLSearchParams({article, current: same.indexOf(list[at])});
    same.forEach(one => query.append('at', `${one.dataset.start}-${one.dataset.end}`));
    await show(query);
  }

  function summarise(query, from) {
    opened = {cites: [], at: 0, from};
    summary = query;
    return show(query, 'summary');
  }

  async function copySummary(query) {
    try {
      await copy(await (await fetch(`isnad/summary?${query}&form=md`)).text(), chosen('#source').dataset.summary_copied);
    } catch {
      toast(chosen('#source').dataset.lost);
    }
  }

  async function show(query, kind = 'source') {
    const panel = chosen('#source');
    let html;
    try {
      html = await (await fetch(`isnad/${kind}?${query}`)).text();
    } catch {
      return toast(panel.dataset.lost);
    }
    chosen('#source-article').innerHTML = html;
    panel.hidden = false;
    document.body.classList.add('reading');
    const several = opened && opened.cites.length > 1;
    panel.querySelectorAll('[data-panel=next], [data-panel=previous]').forEach(button => { button.disabled = !several; });
    const here = panel.querySelector('#here') || panel.querySelector('h2');
    if (here) {
      here.focus({preventScroll: true});
      here.scrollIntoView({block: here.id ? 'center' : 'start'});
    }
  }

  function close() {
    if (opened && opened.back) return summarise(opened.back, opened.from);
    chosen('#source').hidden = true;
    document.body.classList.remove('reading');
    if (opened && opened.from.isConnected) opened.from.focus();
    opened = null;
  }

  function move(step) {
    const total = opened.cites.length;
    open(opened.cites, (opened.at + step + total) % total, opened.from);
  }

  function copied(turn) {
    const panel = chosen('#source');
    const lines = [...turn.querySelectorAll('.short, .claim, .note, .refusal, .notice')].map(
      line => line.textContent.trim().replace(/\u00a0(?=\[\d+\]$)/, ' '));
    const notes = [...turn.querySelectorAll('a.cite')].map(
      one => `${one.textContent} ${one.dataset.title}: «${one.dataset.quote}»`);
    return [turn.querySelector('.asked').textContent, ...lines, ...(notes.length ? [panel.dataset.sources, ...notes] : [])]
      .join('\n');
  }

  async function copy(text, said = chosen('#source').dataset.copied) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement('textarea'), {value: text});
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    toast(said);
  }

  function toast(text) {
    chosen('#toast').textContent = text;
    setTimeout(() => { if (chosen('#toast').textContent === text) chosen('#toast').textContent = ''; }, 4000);
  }

  function tip(cite) {
    const box = chosen('#tip');
    if (!box) return;
    box.hidden = !cite;
    if (!cite) return;
    box.textContent = `«${cite.dataset.quote}»`;
    const place = cite.getBoundingClientRect();
    box.style.top = `${Math.max(8, place.top - box.offsetHeight - 8)}px`;
    box.style.left = `${Math.min(Math.max(8, place.left - box.offsetWidth / 2), innerWidth - box.offsetWidth - 8)}px`;
  }

  // The open conversation has an address; going back opens the one before.
  let awaited = null;
  function address(identity) {
    const now = new URLSearchParams(location.search).get('c') || '';
    if (awaited !== null && identity !== awaited) return;
    awaited = null;
    if (identity !== now) history.pushState(null, '', identity ? `?c=${encodeURIComponent(identity)}` : location.pathname);
  }

  function press(act, data) {
    const button = Object.assign(document.createElement('button'), {type: 'button', hidden: true});
    Object.assign(button.dataset, {act, ...data});
    const place = chosen('#conversations nav') || chosen('#conversations');
    place.append(button);
    button.click();
    button.remove();
  }

  addEventListener('popstate', () => {
    awaited = new URLSearchParams(location.search).get('c') || '';
    press('open', {conversation: awaited});
  });

  // An answer that grows on unseen is looked at again until it is there.
  setInterval(() => {
    const stop = chosen('#stop');
    const seen = stop && stop.getClientRects().length > 0;
    const conversation = chosen('.conversation[data-conversation]');
    if (!seen && awaited === null && conversation && chosen('.turn[aria-busy=true]'))
      press('open', {conversation: conversation.dataset.conversation});
  }, 2000);

  function rename(button) {
    const item = button.closest('li');
    const link = item.querySelector('a');
    const input = Object.assign(document.createElement('input'), {value: link.textContent});
    input.setAttribute('aria-label', button.getAttribute('aria-label'));
    const end = keep => {
      if (!input.isConnected) return;
      const text = input.value;
      input.replaceWith(link);
      if (keep && text.trim() && text !== link.textContent) press('rename', {conversation: button.dataset.rename, text});
    };
    input.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === 'Escape') { event.stopPropagation(); end(event.key === 'Enter'); }
    });
    input.addEventListener('blur', () => end(true));
    link.replaceWith(input);
    input.select();
  }

  // The conversation in sight, where its list is used beside the articles.
  function converse() {
    const tab = chosen('#views [role=tab]');
    if (tab && tab.getAttribute('aria-selected') === 'false') tab.click();
  }

  function railed(open) {
    document.body.classList.toggle('railed', open);
    const menu = chosen('#menu');
    if (menu) menu.setAttribute('aria-expanded', String(open));
    if (open) chosen('#new').focus();
  }

  // Gradio's labels that have no Arabic, and the newest turn kept in view.
  let turns = 0;
  function tidy() {
    const panel = chosen('#source');
    if (!panel) return;
    const labels = JSON.parse(panel.dataset.labels);
    document.querySelectorAll('[aria-label]').forEach(element => {
      const arabic = labels[element.getAttribute('aria-label')];
      if (arabic) element.setAttribute('aria-label', arabic);
    });
    document.querySelectorAll('[class*=toast]').forEach(toast => toast.childNodes.forEach(node => {
      if (node.nodeType !== Node.TEXT_NODE || !/[A-Za-z]{3}/.test(node.data)) return;
      node.data = labels[node.data.trim()] || panel.dataset.lost; // our own handlers raise nothing: the server is away
    }));
    const conversation = chosen('.conversation[data-conversation]');
    if (conversation) address(conversation.dataset.conversation);
    const shown = [...document.querySelectorAll('#log .turn')];
    const last = shown.at(-1);
    if (last && shown.length !== turns) last.scrollIntoView({block: 'start'});
    turns = shown.length;
  }
  new MutationObserver(tidy).observe(document.body, {childList: true, subtree: true});
  tidy();

  document.addEventListener('click', event => {
    const cite = event.target.closest('a.cite');
    const button = event.target.closest('[data-panel]');
    const act = event.target.closest('[data-act]');
    const wish = event.target.closest('[data-summary]');
    const copying = event.target.closest('[data-copy]');
    const naming = event.target.closest('[data-rename]');
    const menu = event.target.closest('#menu');
    if (event.target.closest('#new, #conversations [data-act=open], #conversations [data-act=restore]')) converse();
    if (menu || (document.body.classList.contains('railed') && !event.target.closest('#rail li .acts, #rail input')))
      railed(Boolean(menu) && !document.body.classList.contains('railed'));
    if (cite) {
      event.preventDefault();
      tip(null);
      const list = cites(cite);
      open(list, list.indexOf(cite), cite);
    } else if (button) {
      ({close, next: () => move(1), previous: () => move(-1)})[button.dataset.panel]();
    } else if (act && act.dataset.act === 'copy') {
      copy(copied(act.closest('.turn')));
    } else if (act && act.dataset.act === 'read') {
      opened = {cites: [], at: 0, from: act};
      show(new URLSearchParams({article: act.dataset.article}));
    } else if (act && act.dataset.act === 'summarise') {
      summarise(new URLSearchParams({article: act.dataset.article}).toString(), act);
    } else if (wish) {
      summarise(wish.dataset.summary, wish);
    } else if (naming) {
      rename(naming);
    } else if (copying) {
      copySummary(copying.dataset.copy);
    } else if (act && act.dataset.act === 'edit') {
      setTimeout(() => chosen('#question textarea, #question input').focus(), 300);
    }
  }, true);
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && document.body.classList.contains('railed')) { railed(false); chosen('#menu').focus(); }
    else if (event.key === 'Escape' && opened) close();
    if (event.key === ' ' && event.target.matches('a.cite')) { event.preventDefault(); event.target.click(); }
  });
  document.addEventListener('mouseover', event => tip(event.target.closest('a.cite:not(.entry)')));
  document.addEventListener('focusin', event => tip(event.target.closest('a.cite:not(.entry):focus-visible')));
}
