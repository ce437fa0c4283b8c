import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/500.css'
import '@fontsource/be-vietnam-pro/700.css'
import './kit/tokens.css'
import './kit/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './shell/App.vue'
import { i18n } from './shell/i18n'
import { router } from './shell/router'
import { useSession } from './shell/session'

const app = createApp(App).use(createPinia()).use(i18n)
// The router asks who is signed in before it shows the first screen.
useSession()
  .load()
  .catch(() => undefined)
  .finally(() => {
    app.use(router).mount('#app')
    // Nothing of this is needed to show the first screen.
    window.setTimeout(() => void import('./shell/worker').then(({ register }) => register()), 3_000)
  })
