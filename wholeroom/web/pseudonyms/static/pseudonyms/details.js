/* Looks for details that may point at somebody in the words of form[data-details], on this device: the words go nowhere.
   It asks the site for one thing, once: hashes of turns of phrase that everybody can read (phrases.py). Whatever is
   said stands in the template details.html. It never changes words. When a form with findings is sent for the first
   time, it shows them; the next press sends, whatever stands there. */
(() => {
  "use strict";

  const PAUSE = 300; // milliseconds without a key
  const DOUBLE_CLICK = 800; // milliseconds: two such presses are one
  const MOST_SHOWN = 4; // excerpts of a kind
  const LONGEST = 60; // letters of an excerpt
  const any = words => "(?:" + words.trim().split(/\s+/).join("|").replace(/_/g, " ") + ")"; // _ is a space

  const NUMBER = any("one two three four five six seven eight nine ten eleven twelve");
  const TENS = any("twenty thirty forty fifty sixty seventy eighty ninety");
  const MONTH = any(`january february april june july august september october november december
    ionawr g?chwefror ebrill [mf]ehefin g?orffennaf awst hydref n?[td]achwedd rh?agfyr`);
  const ANY_MONTH = `(?:${MONTH}|${any("jan feb mar march apr may jun jul aug sept? oct nov dec [mf]awrth [mf]ai [mf]edi")})`;
  const DAY = any(`mondays? tuesdays? wednesdays? thursdays? fridays? saturdays? sundays?
    (?:d?dydd|nos)_(?:llun|[mf]awrth|[mf]ercher|iau|g?wener|sadwrn|sul)`);
  const CLOCK = "(?:[01]?\\d|2[0-3])[:.][0-5]\\d";
  const HALF_DAY = "(?:[ap]\\.?m\\b\\.?|yb|yh)";
  const PEOPLE = any(`workers? keyworkers? staff people patients? clients? residents? beds? families children nurses?
    doctors? carers? members? colleagues cases referrals visits flats homes sites users tenants volunteers trustees
    officers of_us`);
  const JOB = any(`manager director nurse doctor gp worker keyworker officer commissioner councillor lead leader head chief
    chair clerk consultant psychiatrist psychologist pharmacist midwife therapist co-?ordinator administrator teacher
    receptionist carer volunteer trustee supervisor secretary interpreter analyst assistant apprentice driver caretaker
    chaplain`) + "s?";
  const ALONE = any(`one person man woman parent mother father family patient resident tenant couple
    [\\p{L}-]{0,20}(?:ist|ian|speaker|woman)`);
  const POSTAL = any(`[BEGLMNSW] A[BL] B[ABDHLNRST] C[ABFHMORTVW] D[ADEGHLNTY] E[CHNX] F[KY] G[LUY] H[ADGPRSUX] I[GMPV] JE
    K[ATWY] L[ADELNSU] M[EKL] N[EGNPRW] O[LX] P[AEHLOR] R[GHM] S[AEGKLMNOPRSTWY] T[ADFNQRSW] UB W[ACDFNRSV] YO ZE`);
  const WORD = "[\\p{L}-]{2,20}";
  const CAPITAL = "\\p{Lu}[\\p{L}\\p{M}'’-]*";
  const CAPITALS = new RegExp(`${CAPITAL}(?: ${CAPITAL})*`, "gu");
  const NAMES = `${CAPITAL}(?: (?:(?:y|yr|of|the|and) )?${CAPITAL})*`;
  const TITLE = any(`Mr Mrs Ms Miss Mx Dr Prof Professor Doctor Cllr Councillor Cyng Cynghorydd Sir Dame Lord Lady Rev
    Sister Nurse Sgt`);
  const SUM = `(?:\\d[\\d,.]{0,12}|${NUMBER}|${TENS}|half a)`;
  const AGE = `(?:\\d{1,3}|${TENS}(?:[ -]${NUMBER})?|${NUMBER})`;

  // Kind; "i" where capitals do not matter; what to find. What an earlier line found is not found again.
  const RULES = [
    ["contact", "i", "[^\\s@<>(),;:\"]{1,64}@[^\\s@<>(),;:\"]{1,80}\\.\\p{L}{2,20}"],
    ["contact", "i", "\\+\\d{1,3}(?:[ -]?\\(0\\))?(?:[ -]?\\d){8,12}|\\(?0\\d{2,4}\\)?[ -]?\\d{3,4}[ -]?\\d{3,4}"],
    ["contact", "i", "\\d{3}[ -]?\\d{3}[ -]?\\d{4}|[a-z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]"], // as the NHS numbers people
    ["online", "i", "(?:https?://|www\\.)[^\\s<>\"]{2,200}|@[\\p{L}\\d_][\\p{L}\\d_.]{1,40}"],
    ["online", "i", "[a-z0-9-]{2,63}(?:\\.[a-z0-9-]{2,63}){0,3}\\.(?:com|org|net|uk|wales|cymru|info|eu)(?:/[^\\s<>\"]{0,200})?"],
    ["address", "i", "[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}"],
    ["address", "", `${POSTAL}\\d{1,2}[A-Z]?`],
    ["address", "i", `\\d{1,4}[a-z]? (?:[\\p{L}'’]{2,20} ){1,2}(?:street|road|avenue|lane|terrace|crescent)`],
    ["address", "", `\\d{1,4}[a-z]? (?:\\p{Lu}[\\p{L}'’]{1,20} ){1,3}${any("Close Drive Way Court Place Gardens Square Grove Hill Park Rd Ave")}`],
    ["address", "i", "\\d{1,4} (?:stryd|ffordd|heol|lôn|maes|rhes) [\\p{L}'’-]{2,20}"],
    ["address", "i", "(?:flat|room|ward|unit|block|fflat|ystafell)(?: number| no\\.?)? \\d{1,4}[a-z]?"],
    ["sum", "i", "[£€$] ?\\d[\\d,]{0,12}(?:\\.\\d+)?(?: ?(?:k|m|bn|thousand|million|billion))?|\\d[\\d,.]{0,12}k"],
    ["sum", "i", `(?:${SUM}|a)(?: hundred| thousand| million| billion){0,3} ?(?:pounds?|quid|pence|euros?|o bunnoedd)`],
    ["sum", "i", `${SUM} ?(?:million|billion|miliwn)`],
    ["date", "i", "\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|on (?:the )?\\d{1,2}/\\d{1,2}"],
    ["date", "i", `\\d{1,2}(?:st|nd|rd|th|af|ail|ain|ydd|ed|eg|fed)?(?: of| o)? ${ANY_MONTH}(?:,? \\d{4})?`],
    ["date", "i", `${ANY_MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|${ANY_MONTH},? \\d{4}|${MONTH}`],
    ["date", "i", "(?:in|since|last|next|early|late|mid|until|till|during|end of|start of|mis)[ -](?:may|march|[mf]awrth|[mf]ai|[mf]edi)"],
    ["date", "", "(?:by|before|after|from|this|to|and|every) (?:May|March)"],
    ["date", "i", "on the \\d{1,2}(?:st|nd|rd|th)(?! (?:floor|time|day|attempt|ward))"],
    ["date", "i", `${DAY},? (?:at |am )?(?:${CLOCK}|\\d{1,2})(?: ?${HALF_DAY})?|(?:last|next|this) ${DAY}`],
    ["date", "i", `${DAY} (?:morning|lunchtime|afternoon|evening|night|bore|prynhawn)`],
    ["date", "i", "christmas (?:eve|day)|boxing day|new year['’]?s (?:eve|day)|good friday|easter (?:sunday|monday)"],
    ["time", "i", `(?:[01]?\\d|2[0-3]):[0-5]\\d(?: ?${HALF_DAY})?|\\d{1,2}(?:[:.]\\d{2})? ?${HALF_DAY}|(?:at|by|till|until) ${CLOCK}`],
    ["time", "i", `(?:half past|quarter past|quarter to) (?:\\d{1,2}|${NUMBER})|(?:\\d{1,2}|${NUMBER}) o['’]?clock|at (?:noon|midday|midnight)`],
    ["age", "i", `age(?:d|d about| of)? ${AGE}|${AGE}[ -](?:years?|months?)[ -]olds?`],
    ["age", "i", "\\d{1,3} ?(?:yo|y/o|yrs? old|oed)|\\d{1,3}(?:st|nd|rd|th) birthday"],
    ["age", "i", "(?:(?:i|he|she) (?:am|is|was|turned)|(?:i['’]m|he['’]s|she['’]s)) \\d{1,2}(?=[.,;!?\\n]|$| and | when )"],
    ["name", "", `${TITLE}\\.? ${NAMES}`],
    ["name", "i", `(?:mrs?|cllr)\\.? ${WORD}`],
    ["name", "", "(?:\\p{Lu}\\. ?){1,3}\\p{Lu}\\p{Ll}+|(?:\\p{Lu}\\.){2,4}"],
    ["place", "", `(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Aa]round|[Oo]utside|[Yy]n|[Yy]m|[Yy]ng|o|i|[Gg]er) (?:the |y |yr )?${NAMES}`],
    ["job", "i", `(?:the|our|my|their) (?:only|sole|new|acting|interim|first|former|longest[- ]serving) (?:${WORD} ){0,2}${JOB}`],
    ["job", "i", `(?:the|our) (?:only|sole) (?:${WORD} )?${ALONE}|yr unig ${WORD}`],
    ["job", "i", `(?:our|my|the) (?:deputy )?(?:head|chair|director|chief|leader) of ${WORD}|pennaeth ${WORD}`],
    ["job", "i", `(?:my|our|her|his) (?:(?:line|team|area|ward|service|deputy|practice) )?${any("manager boss supervisor director chief_executive commissioner head")}`],
    ["job", "i", "(?:fy|ein) (?:rheolwr|pennaeth|cyfarwyddwr)"],
    ["count", "i", `(?:our|my) (?:\\d[\\d,]{0,12}|${NUMBER})(?: ${WORD})? ${PEOPLE}|${NUMBER} of us`],
    ["count", "i", `(?!(?:19|20)\\d\\d |[\\d,]{0,12}0 )\\d[\\d,]{0,12}(?: ${WORD})? ${PEOPLE}`],
    ["count", "i", "\\d{1,3}(?:,\\d{3}){0,3},\\d(?!00)\\d{2}|\\d+\\.\\d+ ?(?:%|per ?cent)"],
  ].map(([kind, flags, source]) => [kind, new RegExp(`(^|[^\\p{L}\\p{N}])(${source})(?![\\p{L}\\p{N}])`, "gu" + flags)]);

  const USUAL = new Set(`i a the we it they he she you then this that there when but and so if no not what who my our me us do
    go or in is at on to up from near around outside yn ym yng ger o be by an as am of pm ok tv gp gps nhs uk eu hr it pc id qr england english wales
    welsh scotland scottish ireland irish britain british northern united kingdom europe european god christmas
    easter ramadan eid bible christian muslim jewish catholic sikh hindu covid internet wifi google whatsapp facebook zoom teams excel
    word outlook universal credit housing benefit social care services service worker workers work mental health public
    adult adults children young people council councils board trust hospital team department government parliament police
    manager director nurse doctor officer home homes act bank holiday monday tuesday wednesday thursday friday saturday
    sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july
    august september october november december cymru gymru nghymru chymru cymraeg gymraeg nghymraeg chymraeg cymry gymry
    saesneg lloegr loegr prydain gig duw nadolig pasg senedd llywodraeth lywodraeth cyngor gyngor bwrdd llun mawrth fawrth
    mercher fercher iau gwener wener sadwrn sul ionawr chwefror ebrill mai fai mehefin fehefin gorffennaf orffennaf awst medi
    fedi hydref tachwedd dachwedd rhagfyr ragfyr`.split(/\s+/));
  const plain = word => word.toLowerCase().replace(/\./g, "").replace(/['’](?:s|m|ll|ve|d|re|t)$/, "");
  const isUsual = word => USUAL.has(plain(word)) || USUAL.has(plain(word).split("-")[0]);
  const isName = word => /^\p{Lu}.*\p{Ll}/u.test(word) && !/^\p{Lu}{2,}s?$/u.test(word) && !isUsual(word);
  const isInitials = word => /^(?:\p{Lu}{2}|(?:\p{Lu}\.){2,4})$/u.test(word) && !isUsual(word);
  const BY_CAPITALS = new Set(["name", "place"]);
  const BEGINS = /[.!?:…]["'”’)]*\s+["'“‘(]*$|["“‘]$/; // what stands before the first word of a sentence

  /* Of words with capitals, whether one is no usual word: so that "in March" and "in English" are no places. */
  const saysWho = words => words.split(" ").some(word => isName(word) || isInitials(word));

  /* What in a text may point at somebody: [kind, excerpt, start], each place once. */
  function findAll(text) {
    const found = [];
    const taken = new Uint8Array(text.length);
    const take = (kind, excerpt, start) => {
      if (taken.subarray(start, start + excerpt.length).includes(1)) return;
      taken.fill(1, start, start + excerpt.length);
      found.push([kind, excerpt, start]);
    };
    for (const [kind, rule] of RULES) {
      for (const match of text.matchAll(rule)) {
        if (BY_CAPITALS.has(kind) && !rule.ignoreCase && !saysWho(match[2])) continue;
        take(kind, match[2], match.index + match[1].length);
      }
    }
    for (const [start, words] of capitals(text)) take("name", words, start);
    return found;
  }

  /* Runs of words with capitals, other than usual words and the first word of a sentence. */
  function* capitals(text) {
    for (const match of text.matchAll(CAPITALS)) {
      const before = text.slice(text.lastIndexOf("\n", match.index) + 1, match.index);
      if (/[\p{L}\p{N}]$/u.test(before)) continue; // within a word
      const words = match[0].split(" ");
      const begins = !/[\p{L}\p{N}]/u.test(before) || BEGINS.test(before.slice(-8));
      const rest = words.slice(begins ? 1 : 0);
      const alone = rest.length ? rest : words; // initials are no usual way to begin a sentence
      if (rest.some(isName) || (alone.length === 1 && isInitials(alone[0]))) yield [match.index, match[0]];
    }
  }

  // Turns of phrase: cut and hashed as phrases.py does it.
  const WORDS_IN_A_RUN = 5;
  const repeated = new Set();
  const octets = new TextEncoder();

  function hash(run) {
    let number = 0x811c9dc5;
    for (const octet of octets.encode(run)) number = Math.imul(number ^ octet, 0x01000193);
    return number >>> 0;
  }

  async function readPhrases(address) {
    const answer = await fetch(address, { credentials: "omit" });
    if (!answer.ok) return;
    const numbers = new DataView(await answer.arrayBuffer());
    for (let at = 0; at + 4 <= numbers.byteLength; at += 4) repeated.add(numbers.getUint32(at, true));
  }

  /* Runs that follow each other are one. Runs of short words alone are everybody's ("at the end of the"). */
  function findPhrases(text) {
    if (!repeated.size) return [];
    const words = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu));
    const cut = words.map(word => word[0].toUpperCase().toLowerCase());
    const found = [];
    let last = -WORDS_IN_A_RUN;
    for (let at = 0; at + WORDS_IN_A_RUN <= cut.length; at += 1) {
      const run = cut.slice(at, at + WORDS_IN_A_RUN);
      if (run.filter(word => word.length > 4).length < 2 || !repeated.has(hash(run.join(" ")))) continue;
      const start = at - last < WORDS_IN_A_RUN ? found.pop()[2] : words[at].index;
      const end = words[at + WORDS_IN_A_RUN - 1];
      found.push(["phrase", text.slice(start, end.index + end[0].length), start]);
      last = at;
    }
    return found;
  }

  function short(excerpt) {
    const words = excerpt.replace(/\s+/g, " ").replace(/[.,;:!?]+$/, "");
    return words.length > LONGEST ? words.slice(0, LONGEST - 1) + "…" : words;
  }

  /* For each kind its excerpts, in their order in the texts, each once. */
  function findingsOf(form) {
    const kinds = new Map();
    for (const box of form.querySelectorAll("textarea")) {
      const text = box.value.normalize("NFKC");
      const found = findAll(text).concat(findPhrases(text));
      for (const [kind, excerpt] of found.sort((one, other) => one[2] - other[2])) {
        kinds.set(kind, (kinds.get(kind) || new Set()).add(short(excerpt)));
      }
    }
    return kinds;
  }

  /* The list of a form: what is found shows, and only what changed is touched, as it is read aloud. */
  function listIn(place, texts) {
    const say = (node, words) => node.textContent === words || (node.textContent = words);
    return (kinds, asks) => {
      if (!kinds.size) {
        place.textContent = "";
        return;
      }
      if (!place.firstElementChild) place.append(texts.content.cloneNode(true));
      for (const item of place.querySelectorAll("[data-kind]")) {
        const excerpts = Array.from(kinds.get(item.dataset.kind) || []);
        const more = excerpts.length > MOST_SHOWN ? " …" : "";
        const told = excerpts.slice(0, MOST_SHOWN).map(one => `“${one}”`);
        if (told.length) say(item.querySelector("[data-excerpts]"), told.join(", ") + more);
        item.hidden = !excerpts.length;
      }
      if (asks) place.querySelector("[data-again]").hidden = false;
    };
  }

  function watch(form) {
    const place = form.querySelector("[data-details-found]");
    const texts = form.querySelector("template[data-details-texts]");
    if (!place || !texts) return () => {};
    const show = listIn(place, texts);
    let shownAt = null; // when a press was first answered with the list
    let waiting = 0;
    const look = () => show(findingsOf(form), shownAt !== null);
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
    form.addEventListener("submit", event => {
      if (shownAt !== null && event.timeStamp - shownAt > DOUBLE_CLICK) return;
      const kinds = findingsOf(form);
      if (!kinds.size) return;
      clearTimeout(waiting);
      show(kinds, true);
      shownAt = shownAt === null ? event.timeStamp : shownAt;
      event.preventDefault();
      place.scrollIntoView({ block: "nearest" });
    });
    form.querySelectorAll("[data-details-hint]").forEach(one => { one.hidden = false; });
    look();
    return look;
  }

  const forms = Array.from(document.querySelectorAll("form[data-details]"));
  const looks = forms.map(watch);
  const asking = forms.find(form => form.dataset.phrases);
  if (asking) readPhrases(asking.dataset.phrases).then(() => looks.forEach(look => look()), () => {});
})();
