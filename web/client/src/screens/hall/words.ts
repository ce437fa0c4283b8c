export default {
  vi: { title: '' },
  en: { title: '' },
}
