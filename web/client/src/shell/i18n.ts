/** The words of the screens, each subject's beside its code; Vietnamese first, English in place. */
import { createI18n } from 'vue-i18n'
import reader from '@/agenda/reader/words'
import search from '@/agenda/search/words'
import agenda from '@/agenda/words'
import notes from '@/agenda/notes/words'
import offline from '@/agenda/offline/words'
import kit from '@/kit/words'
import meetings from '@/meetings/words'
import seat from '@/screens/seat/words'
import chair from '@/screens/chair/words'
import desk from '@/screens/desk/words'
import guest from '@/screens/guest/words'
import hall from '@/screens/hall/words'
import site from '@/screens/site/words'
import today from '@/screens/today/words'
import record from '@/screens/record/words'
import administration from '@/screens/administration/words'
import stream from '@/stream/words'
import { speak, type Locale } from '@/stream/http'
import secret from '@/voting/secret/words'
import paper from '@/voting/paper/words'
import voting from '@/voting/words'
import shell from './words'

export const WORDS = {
  kit,
  stream,
  meetings,
  agenda,
  reader,
  search,
  notes,
  offline,
  voting,
  secret,
  paper,
  shell,
  seat,
  chair,
  desk,
  guest,
  hall,
  site,
  today,
  record,
  administration,
}

function inOne<L extends Locale>(locale: L) {
  return Object.fromEntries(Object.entries(WORDS).map(([name, words]) => [name, words[locale]]))
}

const remembered: Locale = localStorage.getItem('locale') === 'en' ? 'en' : 'vi'
export const i18n = createI18n({
  legacy: false,
  locale: remembered,
  fallbackLocale: 'vi',
  messages: { vi: inOne('vi'), en: inOne('en') },
})

export function useLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem('locale', locale)
  speak(locale)
}
useLocale(remembered)
