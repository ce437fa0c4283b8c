/** Where each screen is reached; each is loaded when it is first asked for. */
import { createRouter, createWebHistory } from 'vue-router'
import { useSession } from './session'

export const router = createRouter({
  history: createWebHistory('/'),
  routes: [
    { path: '/', name: 'today', component: () => import('@/screens/today/Today.vue') },
    { path: '/sign-in', name: 'sign-in', component: () => import('./SignIn.vue'), meta: { open: true } },
    {
      path: '/m/:meeting/seat',
      name: 'seat',
      component: () => import('@/screens/seat/Seat.vue'),
      meta: { meeting: true },
    },
    {
      path: '/m/:meeting/tellers',
      name: 'tellers',
      component: () => import('@/screens/tellers/Tellers.vue'),
      meta: { meeting: true },
    },
    {
      path: '/m/:meeting/chair',
      name: 'chair',
      component: () => import('@/screens/chair/Chair.vue'),
      meta: { meeting: true },
    },
    {
      path: '/m/:meeting/desk',
      name: 'desk',
      component: () => import('@/screens/desk/Desk.vue'),
      meta: { meeting: true },
    },
    {
      path: '/m/:meeting/guest-sheet',
      name: 'guest-sheet',
      component: () => import('@/screens/desk/GuestSheet.vue'),
      meta: { meeting: true, bare: true },
    },
    {
      path: '/g/:code',
      name: 'guest',
      component: () => import('@/screens/guest/Guest.vue'),
      meta: { open: true, bare: true },
    },
    {
      path: '/m/:meeting/hall',
      name: 'hall',
      component: () => import('@/screens/hall/Hall.vue'),
      meta: { meeting: true, bare: true },
    },
    {
      path: '/m/:meeting/site',
      name: 'site',
      component: () => import('@/screens/site/Site.vue'),
      meta: { meeting: true },
    },
    {
      path: '/m/:meeting/record',
      name: 'record',
      component: () => import('@/screens/record/Record.vue'),
      meta: { meeting: true },
    },
    { path: '/device', name: 'device', component: () => import('@/screens/device/Device.vue') },
    {
      path: '/m/:meeting/device',
      name: 'device-in',
      component: () => import('@/screens/device/Device.vue'),
      meta: { meeting: true },
    },
    {
      path: '/administration',
      name: 'administration',
      component: () => import('@/screens/administration/Administration.vue'),
    },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./NotFound.vue') },
  ],
})

router.beforeEach((to) => {
  const session = useSession()
  if (to.meta.open || session.person) return true
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
})
